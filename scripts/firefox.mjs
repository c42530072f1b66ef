/**
 * npm run e2e:firefox: a link made in Chromium is opened in Firefox, which shows it, runs it again and says MATCH; and a task is solved
 * in Firefox, whose link Chromium runs again and says MATCH. A stock Firefox over WebDriver BiDi; FIREFOX_PATH names it where it is not found.
 */
import { chromium } from 'playwright';
import { findBrowser, launchArgs } from './browser.mjs';
import { openFirefox } from './firefox/browser.mjs';
import { ensureBuilt, serve } from './site.mjs';

/** Milliseconds that a run may take on a slow machine. */
const LIMIT = 300_000;

/** @param {string} text @returns {never} */
function fail(text) {
	process.stderr.write(`Not ok: ${text}\n`);
	process.exit(1);
}

const say = (/** @type {string} */ text) => process.stdout.write(`ok: ${text}\n`);

/** @param {(page: import('playwright').Page) => Promise<string>} work @returns {Promise<string>} */
async function inChromium(work) {
	const browser = await chromium.launch({ args: launchArgs, executablePath: findBrowser() ?? undefined });
	try {
		const page = await browser.newPage();
		page.setDefaultTimeout(LIMIT);
		return await work(page);
	} finally {
		await browser.close();
	}
}

/** Runs the walk-through in Chromium and shares it. @param {string} url @returns {Promise<string>} the link */
const send = (url) =>
	inChromium(async (page) => {
		await page.goto(`${url}#/task/login-sometimes-fails`);
		await page.getByRole('button', { name: 'Run', exact: true }).click();
		await page.getByRole('heading', { name: 'Resolved: full' }).waitFor();
		await page.getByRole('button', { name: 'Share' }).click();
		return page
			.getByRole('dialog')
			.getByLabel(/^Link, /)
			.inputValue();
	});

/** Runs what a link holds again, in Chromium. @param {string} link @returns {Promise<string>} what is said of steps and tests */
const runAgain = (link) =>
	inChromium(async (page) => {
		await page.goto(link);
		await page.getByRole('button', { name: 'Run it here' }).click();
		const compared = page.getByRole('region', { name: 'Run again, compared' });
		await compared.getByText(/^(MATCH|DRIFT)$/).waitFor();
		return compared.innerText();
	});

/** Waits until the page says it. @param {import('puppeteer-core').Page} page @param {RegExp} wanted @param {string} what */
async function until(page, wanted, what) {
	const end = Date.now() + LIMIT;
	let text = '';
	while (Date.now() < end) {
		text = await page.evaluate(() => document.body.innerText);
		if (wanted.test(text)) return text;
		if (/This did not work|\bDRIFT\b/.test(text)) break;
		await new Promise((later) => setTimeout(later, 1000));
	}
	return fail(`Firefox does not say "${what}" but:\n${text.slice(0, 2000)}`);
}

/** MATCH with all of the steps and tests. */
const ALL_MATCH = /MATCH\s+((\d+) of \2 steps and (\d+) of \3 tests) match/;

await ensureBuilt();
const site = await serve(0);
const browser = await openFirefox(LIMIT).catch((error) => fail(error.message));
try {
	const link = await send(site.url);
	say(`Chromium made a link of ${link.length} characters`);
	const open = async (/** @type {string} */ url) => {
		const page = await browser.newPage();
		await page.setViewport({ width: 1200, height: 900 });
		page.setDefaultTimeout(LIMIT);
		await page.goto(url);
		return page;
	};
	const press = (/** @type {import('puppeteer-core').Page} */ page, /** @type {string} */ name) =>
		page.locator(`::-p-aria([name="${name}"][role="button"])`).click();

	const gallery = await open(site.url);
	await until(gallery, /\d+ tasks/, 'n tasks');
	const isolated = await gallery.evaluate(() => crossOriginIsolated);
	say(`${await browser.version()} shows the gallery, isolated: ${isolated}`);
	await gallery.close();

	const reader = await open(link);
	await until(reader, /Run it here/, 'Run it here');
	if ((await reader.$$('iframe')).length > 0) fail('opening the link has started something');
	await press(reader, 'Run it here');
	const [, there] = ALL_MATCH.exec(await until(reader, ALL_MATCH, 'MATCH, all steps and tests')) ?? [];
	say(`the link of Chromium's runs again in Firefox: MATCH, ${there}`);
	await reader.close();

	const solver = await open(`${site.url}#/task/minimist-1.2.5`);
	await press(solver, 'Run');
	await until(solver, /Resolved: full/, 'Resolved: full');
	say('the repair agent solves minimist-1.2.5 in Firefox');
	await press(solver, 'Share');
	const field = await solver.waitForSelector(
		'::-p-xpath(//dialog[@open]//label[starts-with(normalize-space(.), "Link, ")]//textarea)'
	);
	const back = (await field?.evaluate((found) => /** @type {HTMLInputElement} */ (found).value)) ?? '';
	say(`Firefox made a link of ${back.length} characters`);
	const said = await runAgain(back);
	const [, here] = ALL_MATCH.exec(said) ?? [];
	if (here === undefined) fail(`Chromium says of the link of Firefox's:\n${said}`);
	say(`the link of Firefox's runs again in Chromium: MATCH, ${here}`);
} finally {
	await browser.close();
	await site.close();
}
process.exit(0);
