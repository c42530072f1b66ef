/**
 * npm run e2e:firefox: a link made in Chromium is opened in Firefox, which shows it, runs it again and says MATCH; and a task is solved
 * there from the gallery on. A stock Firefox over WebDriver BiDi; FIREFOX_PATH names it where it is not found.
 */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright';
import puppeteer from 'puppeteer-core';
import { findBrowser, launchArgs } from './browser.mjs';
import { ensureBuilt, serve } from './site.mjs';

/** Milliseconds that a run may take on a slow machine. */
const LIMIT = 300_000;

/** @returns {string | null} */
function findFirefox() {
	const names = process.env.FIREFOX_PATH
		? [process.env.FIREFOX_PATH]
		: ['firefox', 'firefox-esr'].flatMap((name) =>
				[...(process.env.PATH ?? '').split(delimiter), '/Applications/Firefox.app/Contents/MacOS'].map(
					(folder) => join(folder, name)
				)
			);
	const isThere = (/** @type {string} */ path) => {
		try {
			accessSync(path, constants.X_OK);
			return true;
		} catch {
			return false; // not there, or not ours to run
		}
	};
	return names.find(isThere) ?? null;
}

/** @param {string} text @returns {never} */
function fail(text) {
	process.stderr.write(`Not ok: ${text}\n`);
	process.exit(1);
}

const say = (/** @type {string} */ text) => process.stdout.write(`ok: ${text}\n`);

/** Runs the walk-through in Chromium and shares it. @param {string} url @returns {Promise<string>} the link */
async function send(url) {
	const browser = await chromium.launch({ args: launchArgs, executablePath: findBrowser() ?? undefined });
	try {
		const page = await browser.newPage();
		page.setDefaultTimeout(LIMIT);
		await page.goto(`${url}#/task/login-sometimes-fails`);
		await page.getByRole('button', { name: 'Run', exact: true }).click();
		await page.getByRole('heading', { name: 'Resolved: full' }).waitFor();
		await page.getByRole('button', { name: 'Share' }).click();
		return await page
			.getByRole('dialog')
			.getByLabel(/^Link, /)
			.inputValue();
	} finally {
		await browser.close();
	}
}

/** Waits until the page says it. @param {import('puppeteer-core').Page} page @param {RegExp} wanted @param {string} what */
async function until(page, wanted, what) {
	const end = Date.now() + LIMIT;
	let text = '';
	while (Date.now() < end) {
		text = await page.evaluate(() => document.body.innerText);
		if (wanted.test(text)) return;
		if (/This did not work|\bDRIFT\b/.test(text)) break;
		await new Promise((later) => setTimeout(later, 1000));
	}
	fail(`Firefox does not say "${what}" but:\n${text.slice(0, 2000)}`);
}

const executablePath = findFirefox();
if (!executablePath) fail('there is no Firefox; install one, or set FIREFOX_PATH');
await ensureBuilt();
const site = await serve(0);
const link = await send(site.url);
say(`Chromium made a link of ${link.length} characters`);
const browser = await puppeteer.launch({
	browser: 'firefox',
	executablePath,
	headless: true,
	protocolTimeout: LIMIT
});
try {
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
	const all = '15 of 15 steps and 26 of 26 tests';
	await until(reader, new RegExp(`MATCH[\\s\\S]*${all} match`), `MATCH, ${all} match`);
	say(`the link runs again in Firefox: MATCH, ${all}`);
	await reader.close();

	const solver = await open(`${site.url}#/task/minimist-1.2.5`);
	await press(solver, 'Run');
	await until(solver, /Resolved: full/, 'Resolved: full');
	say('the repair agent solves minimist-1.2.5 in Firefox');
} finally {
	await browser.close();
	await site.close();
}
process.exit(0);
