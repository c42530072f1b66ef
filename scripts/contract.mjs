/** npm run test:contract -- [--host embedded|webcontainers] [--browser firefox] [NUMBER...]: the sixty statements of src/contract/ over a host, in a browser. */
import { chromium } from 'playwright';
import { findBrowser, launchArgs, previewArgs } from './browser.mjs';
import { ofChromium, ofFirefox, openOutside } from './contract/outside.mjs';
import { openFirefox, takeBrowser } from './firefox/browser.mjs';
import { treeFolder } from './contract/trees.mjs';
import { ensureBuilt, serve } from './site.mjs';

const usage =
	'Usage: npm run test:contract -- [--host embedded|webcontainers] [--browser chromium|firefox] [NUMBER...]';
const REMOTE = 'https://stackblitz.com/headless';
/** Milliseconds. */
const REACH_LIMIT = 10_000;

/** @param {string} message @returns {never} */
function refuse(message) {
	process.stderr.write(`${message}\n`);
	process.exit(2);
}

/** @param {string[]} given */
function parse(given) {
	const args = [...given];
	const browser = browserIn(args);
	let host = 'embedded';
	/** @type {number[]} */
	const numbers = [];
	for (let at = 0; at < args.length; at++) {
		const arg = args[at] ?? '';
		if (arg === '--host') host = args[++at] ?? refuse(usage);
		else if (/^\d+$/.test(arg)) numbers.push(Number(arg));
		else refuse(`Unknown argument "${arg}". ${usage}`);
	}
	if (host !== 'embedded' && host !== 'webcontainers') refuse(`Unknown host "${host}". ${usage}`);
	return { host, numbers, browser };
}

/** @param {string[]} args */
function browserIn(args) {
	try {
		return takeBrowser(args);
	} catch (error) {
		return refuse(error instanceof Error ? error.message : String(error));
	}
}

/**
 * A window with a profile of its own: windows without one block the service workers of other sites, and with them previews.
 * @typedef {{newPage: () => Promise<import('./contract/outside.mjs').ContractPage>, close: () => Promise<void>}} Window
 */

/** @returns {Promise<Window>} */
async function openChromium() {
	const executablePath = findBrowser();
	if (!executablePath) refuse('No browser found: install Chromium or Chrome, or set BROWSER_PATH to one');
	const context = await chromium.launchPersistentContext('', {
		executablePath,
		args: [...launchArgs, ...previewArgs]
	});
	return { newPage: async () => ofChromium(await context.newPage()), close: () => context.close() };
}

/** @returns {Promise<Window>} */
async function openFirefoxWindow() {
	const browser = await openFirefox().catch((error) => refuse(error.message));
	return { newPage: async () => ofFirefox(browser, await browser.newPage()), close: () => browser.close() };
}

/** StackBlitz's host is loaded from their servers: without them nothing can be checked. */
async function assertReachable() {
	const problem = await fetch(REMOTE, { signal: AbortSignal.timeout(REACH_LIMIT) }).then(
		({ ok, status }) => (ok ? null : `it answers with status ${status}`),
		(error) => String(error.cause?.message ?? error.message)
	);
	if (problem)
		refuse(
			`Cannot check the host "webcontainers": ${REMOTE} is out of reach from here (${problem}). It needs a network that reaches stackblitz.com.`
		);
}

/** @param {unknown} error */
const reason = (error) =>
	(error instanceof Error ? error.message : String(error))
		.replace(/^page\.evaluate: (Error: )?/, '')
		.split('\n    at ')[0];

const { host, numbers, browser } = parse(process.argv.slice(2));
if (host === 'webcontainers') await assertReachable();
await ensureBuilt();
const site = await serve(0);
const context = await (browser === 'firefox' ? openFirefoxWindow() : openChromium());
let page = await context.newPage();
let outside = await openOutside(page);
const open = async () => {
	await page.goto(`${site.url}contract.html?host=${host}`);
	await page.waitForFunction(() => 'contract' in globalThis);
};
await open();
const statements = (await page.evaluate(() => globalThis.contract.list())).filter(
	({ number, who }) =>
		(numbers.length === 0 || numbers.includes(number)) && (who !== 'ours' || host === 'embedded')
);
// Installing takes longer than a check may.
if (statements.some(({ number }) => number >= 43 && number <= 47)) await treeFolder('runners');

/** @type {{holds: number[], broken: number[], differs: number[], untrue: number[]}} */
const results = { holds: [], broken: [], differs: [], untrue: [] };
for (const { number, promise, difference } of statements) {
	const outcome = await page
		.evaluate((wanted) => globalThis.contract.check(wanted), number)
		.then(
			(took) => ({ ok: true, text: `${Math.round(took)} ms` }),
			(error) => ({ ok: false, text: reason(error) })
		);
	const kind = outcome.ok ? (difference ? 'untrue' : 'holds') : difference ? 'differs' : 'broken';
	results[kind].push(number);
	const marks = { holds: 'ok', broken: 'NOT OK', differs: 'known difference', untrue: 'NOT OK' };
	const detail = {
		holds: `(${outcome.text})`,
		broken: `\n    ${outcome.text}`,
		differs: `\n    ${difference}\n    (${outcome.text})`,
		untrue: '\n    it holds now: take it off the list of known differences'
	};
	process.stdout.write(`${marks[kind]} ${number}. ${promise} ${detail[kind]}\n`);
	if (outcome.ok) continue;
	// Whatever the broken check left behind is not the next one's.
	await page.close();
	outside.close();
	page = await context.newPage();
	outside = await openOutside(page);
	await open();
}
await context.close();
await site.close();
outside.close();
const failed = results.broken.length + results.untrue.length;
const count = results.holds.length + results.differs.length + failed;
process.stdout.write(
	`\n${results.holds.length} of ${count} statements hold on "${host}" in ${browser}; known differences: ${results.differs.join(', ') || 'none'}; not ok: ${[...results.broken, ...results.untrue].join(', ') || 'none'}\n`
);
process.exitCode = failed > 0 ? 1 : 0;
