/** Every place of the site, and what each must keep: no axe violation, nothing wider than a phone, and paper that shows it all. */
import { existsSync, readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { KINDS } from '../src/share/share.ts';
import { VIEWS } from '../src/ui/embed/embed.ts';
import { labPages } from '../src/ui/lab/pages.ts';
import type { Route } from '../src/ui/route.ts';

const fixtureFile = (name: string) => new URL(`../src/share/fixtures/${name}.txt`, import.meta.url);
export const fixture = (name: string): string => readFileSync(fixtureFile(name), 'utf8').trim();
/** The first ones of some kinds are of a task that no site has. */
const latest = (kind: string): string =>
	fixture(existsSync(fixtureFile(`${kind}-2`)) ? `${kind}-2` : `${kind}-1`);

export type Place = {
	name: string;
	/** From "/" on. */
	address: string | ((page: Page) => Promise<string>);
	/** What is done there first. */
	act?: (page: Page) => Promise<void>;
};

const keptIn = new WeakMap<Page, Map<string, string>>();

/** What an empty profile has none of, a run or a comparison: kept from a link once, and found again at its address. */
const kept = (kind: string, button: string) => async (page: Page) => {
	const known = keptIn.get(page) ?? new Map<string, string>();
	keptIn.set(page, known);
	if (!known.has(kind)) {
		await page.goto('/#/open');
		await page.goto(`/#${fixture(kind)}`);
		await page.getByRole('button', { name: button }).click();
		await page.waitForURL(/#\/(run|compare)\//);
		known.set(kind, `/${new URL(page.url()).hash}`);
	}
	return known.get(kind) ?? '';
};
const [aRun, aFork] = [kept('run-2', 'Keep a copy'), kept('fork-2', 'Keep a copy')];

const tab = (name: string) => async (page: Page) => page.getByRole('tab', { name }).click();

/** The compiler asks for each page of the router, the lists of the site for each room, kind and view. */
export function everyPlace({ allViews }: { allViews: boolean }): Place[] {
	const of = {
		gallery: [{ name: 'the tasks', address: '/#/' }],
		task: [{ name: 'a task', address: '/#/task/login-sometimes-fails' }],
		about: [{ name: 'about a task', address: '/#/about/login-sometimes-fails' }],
		run: [
			...['Verdict', 'Timeline', 'Files', 'Terminal', 'Tests', 'Debugger', 'Issue'].map((name) => ({
				...{ name: `a run, ${name}`, address: aRun, act: tab(name) }
			})),
			{ name: 'a fork, Debugger', address: aFork, act: tab('Debugger') },
			{
				name: 'sharing a run',
				address: aRun,
				act: async (page: Page) => {
					await page.getByRole('button', { name: 'Share' }).click();
					await page.getByLabel(/^Link, /).waitFor();
					for (const more of ['QR code', 'Embed it in a page', 'Picture for a post'])
						await page.getByText(more, { exact: true }).click();
				}
			}
		],
		settings: [{ name: 'the settings', address: '/#/settings' }],
		import: [{ name: 'bring your own', address: '/#/import' }],
		lessons: [{ name: 'the lessons', address: '/#/lessons' }],
		classroom: [
			{ name: 'the classroom', address: '/#/classroom' },
			{
				name: 'an assignment made',
				address: '/#/classroom',
				act: async (page: Page) => {
					await page.getByLabel('Title').fill('Races');
					await page.getByLabel(/^Tasks/).selectOption('login-sometimes-fails');
					await page.getByRole('button', { name: 'Make the assignment' }).click();
				}
			}
		],
		lesson: [
			{ name: 'a lesson', address: '/#/lesson/1-watch/3-the-login' },
			{ name: 'another lesson', address: '/#/lesson/3-steer/4-your-own-task' },
			{ name: 'no lesson', address: '/#/lesson/no/such' }
		],
		shared: [
			{ name: 'a file to be opened', address: '/#/shared' },
			{ name: 'a link that was cut', address: '/#v1.abc' },
			{ name: 'a shared run of an older task', address: `/#${fixture('run-1')}` },
			{ name: 'a shared run of no task', address: `/#${fixture('fork-1')}` },
			...KINDS.map((kind) => ({ name: `a shared ${kind}`, address: `/#${latest(kind)}` })),
			...KINDS.flatMap((kind, at) =>
				VIEWS.filter((_, index) => allViews || index === at % VIEWS.length).map((view) => ({
					name: `an embed of a ${kind}, ${view}`,
					address: `/?embed=1&ctl=1&view=${view}#${latest(kind)}`
				}))
			)
		],
		lab: labPages.map(({ id }) => ({ name: `lab, ${id}`, address: `/#/lab/${id}` })),
		compare: [{ name: 'two runs compared', address: kept('comparison-2', 'Keep both runs') }],
		open: [{ name: 'runs of other tools', address: '/#/open' }],
		unknown: [{ name: 'no page', address: '/#/nowhere' }]
	} satisfies Record<Route['page'], Place[]>;
	return [
		...Object.values(of).flat(),
		{ name: 'the plain lessons', address: '/lessons/index.html' },
		{ name: 'a plain lesson', address: '/lessons/1-watch/3-the-login.html' }
	];
}

/** Goes there from nowhere, so that nothing of the page before stays. */
export async function visit(page: Page, { address, act }: Place): Promise<void> {
	const there = typeof address === 'string' ? address : await address(page);
	await page.goto('about:blank');
	await page.goto(there);
	await page.locator('h1, h2, [role=tab], [role=alert]').first().waitFor();
	await opened(page);
	await act?.(page);
	await opened(page);
}

/** Nothing says that it is still on its way. */
const opened = (page: Page) =>
	page.waitForFunction(() => !/^(Loading|Opening|Drawing)/m.test(document.body.innerText), null, {
		polling: 100,
		timeout: 60_000
	});

export async function violations(page: Page): Promise<string[]> {
	const found = (await new AxeBuilder({ page }).analyze()).violations;
	return found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

export const tooWide = (page: Page): Promise<string[]> =>
	page.evaluate(() => {
		const { scrollWidth: across = 0, scrollHeight: down = 0 } = document.scrollingElement ?? {};
		// The site's own pages scroll below their head, and nowhere else.
		if (document.querySelector('main#main') && down > innerHeight + 1)
			return [`the document scrolls too: ${down} px`];
		if (across <= innerWidth) return [];
		const wide = [...document.querySelectorAll('body *')].filter(
			(one) => one.getBoundingClientRect().right > innerWidth + 1
		);
		return [`${across} px wide: ${wide.slice(-1).map((one) => one.outerHTML.slice(0, 120))}`];
	});

/** On paper nothing scrolls, nothing navigates, and ink is for letters. */
export async function badPaper(page: Page): Promise<string[]> {
	await page.emulateMedia({ media: 'print' });
	const found = await page.evaluate(
		() =>
			new Promise<string[]>((done) => {
				// What follows the media query has a frame or two; a page that draws none has nothing to wait for.
				const soon = (work: () => void) => {
					let left = true;
					const once = () => {
						if (left) work();
						left = false;
					};
					requestAnimationFrame(() => requestAnimationFrame(once));
					setTimeout(once, 2000);
				};
				soon(() => {
					const problems: string[] = [];
					const told = (one: Element) => one.outerHTML.slice(0, 110).replaceAll(/\s+/g, ' ');
					const seen = (one: Element) =>
						one.checkVisibility({ visibilityProperty: true }) && one.getBoundingClientRect().width > 2;
					for (const one of document.querySelectorAll('nav, header.site'))
						if (seen(one)) problems.push(`navigation: ${told(one)}`);
					for (const one of document.querySelectorAll<HTMLElement>('body, body *')) {
						if (!seen(one) || one.closest('svg')) continue;
						const { overflowX, overflowY, backgroundColor, clipPath } = getComputedStyle(one);
						const [r = 255, g = 255, b = 255, a = 1] = (backgroundColor.match(/[\d.]+/g) ?? []).map(Number);
						const { width, height } = one.getBoundingClientRect();
						if (a > 0.5 && 0.3 * r + 0.6 * g + 0.1 * b < 128 && width > 120 && height > 24)
							problems.push(`dark: ${told(one)}`);
						if (one.matches('input, select, progress, meter, [readonly]') || clipPath !== 'none') continue;
						const cutX = overflowX !== 'visible' && one.scrollWidth > one.clientWidth + 1;
						const cutY = overflowY !== 'visible' && one.scrollHeight > one.clientHeight + 1;
						if (
							one !== document.body &&
							one.clientWidth > 0 &&
							(cutX || cutY) &&
							(one.innerText.trim() || one.matches('textarea'))
						)
							problems.push(`cut: ${told(one)}`);
					}
					done(problems);
				});
			})
	);
	await page.emulateMedia({ media: null });
	return found;
}
