/** A stock Firefox over WebDriver BiDi: what the commands open where they are asked for Firefox. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import puppeteer from 'puppeteer-core';

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

/**
 * @param {number} limit milliseconds that one call of the page's may take; 0 = any
 * @throws an Error that says what to do where there is no Firefox
 */
export async function openFirefox(limit = 0) {
	const executablePath = findFirefox();
	if (!executablePath) throw new Error('There is no Firefox: install one, or set FIREFOX_PATH to one');
	return puppeteer.launch({ browser: 'firefox', executablePath, headless: true, protocolTimeout: limit });
}

/** What the commands need of a page, of either browser. @typedef {Pick<import('playwright').Page, 'evaluate' | 'exposeFunction' | 'goto' | 'waitForFunction' | 'close'>} AnyPage */

/**
 * A page of Firefox's as the commands use pages: one argument for a function, as Playwright's.
 * @param {import('puppeteer-core').Page} page @returns {AnyPage}
 */
export const asPage = (page) => /** @type {AnyPage} */ (/** @type {unknown} */ (page));

/** Takes `--browser NAME` out of `args`. @param {string[]} args @returns {'chromium' | 'firefox'} @throws an Error that names the two */
export function takeBrowser(args) {
	const at = args.indexOf('--browser');
	if (at < 0) return 'chromium';
	const [, name] = args.splice(at, 2);
	if (name === 'chromium' || name === 'firefox') return name;
	throw new Error(`Unknown browser "${name ?? ''}": it is chromium or firefox`);
}
