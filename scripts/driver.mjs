/** Opens the built site's driver page in a headless browser: what the commands stand on. */
import { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { encode } from '@msgpack/msgpack';
import { chromium } from 'playwright';
import { findBrowser, launchArgs } from './browser.mjs';
import { asPage, openFirefox } from './firefox/browser.mjs';
import { ensureBuilt, serve } from './site.mjs';

/**
 * @typedef {object} DriverPage
 * @property {import('./firefox/browser.mjs').AnyPage} page with `globalThis.tabgym` (src/driver.ts)
 * @property {(count: number) => Promise<import('./firefox/browser.mjs').AnyPage[]>} pages that many of them: each has a thread of its own for what an agent thinks
 * @property {(bytes: Uint8Array) => string} share makes bytes fetchable by the page; returns their URL
 * @property {(folder: string) => string} shareFolder makes its files fetchable; returns its URL, which ends with "/"
 * @property {(listener: (text: string) => void) => void} onOutput hears what the page passes to `tabgymOutput`
 * @property {() => Promise<void>} close
 */

/** @param {string} text */
const complain = (text) => process.stderr.write(`${text}\n`);

/** @param {import('playwright').Browser} browser */
async function chromiumPages(browser) {
	const context = await browser.newContext();
	return {
		open: async () => heard(await context.newPage()),
		close: () => browser.close()
	};
}

async function firefoxPages() {
	const browser = await openFirefox();
	return {
		open: async () => asPage(heard(await browser.newPage())),
		close: () => browser.close()
	};
}

/**
 * What goes wrong in it is said here.
 * @template {import('playwright').Page | import('puppeteer-core').Page} P
 * @param {P} page
 */
function heard(page) {
	const on = /** @type {(event: string, hears: (what: any) => void) => void} */ (page.on.bind(page));
	on('pageerror', (error) => complain(`page: ${error instanceof Error ? error.stack : String(error)}`));
	if (process.env.TABGYM_DEBUG)
		on('console', (message) => complain(`console.${message.type()}: ${message.text()}`));
	return page;
}

/**
 * @param {{browser?: string | undefined, engine?: 'chromium' | 'firefox'}} [options] `browser`: WebSocket of a browser server elsewhere; the page then
 *   reaches this machine's loopback through that connection. `engine`: which browser is opened here
 * @returns {Promise<DriverPage>}
 */
export async function openDriver({ browser: remote, engine = 'chromium' } = {}) {
	await ensureBuilt();
	const site = await serve(0);
	const shared = await shareServer();
	const opened =
		engine === 'firefox'
			? firefoxPages()
			: (remote === undefined ? launch() : connect(remote)).then(chromiumPages);
	const browser = await opened.catch(async (error) => {
		await site.close();
		shared.close();
		throw error;
	});
	/** @type {(text: string) => void} */
	let listener = () => {};
	const open = async () => {
		const page = await browser.open();
		await page.exposeFunction('tabgymOutput', (/** @type {string} */ text) => listener(text));
		await page.goto(`${site.url}driver.html`);
		await page.waitForFunction(() => 'tabgym' in globalThis);
		return page;
	};
	const page = await open();
	return {
		page,
		pages: async (count) => [page, ...(await Promise.all(Array.from({ length: count - 1 }, open)))],
		share: shared.add,
		shareFolder: shared.addFolder,
		onOutput: (hears) => {
			listener = hears;
		},
		async close() {
			await browser.close();
			await site.close();
			shared.close();
		}
	};
}

async function launch() {
	const executablePath = findBrowser();
	if (!executablePath)
		throw new Error('No browser found: install Chromium or Chrome, or set BROWSER_PATH to one');
	return chromium.launch({ executablePath, args: launchArgs });
}

/** @param {string} address */
async function connect(address) {
	return chromium.connect(address, { exposeNetwork: '<loopback>' }).catch((error) => {
		throw new Error(`Cannot use the browser server at ${address}: ${String(error.message).split('\n')[0]}`);
	});
}

/** A loopback server for bytes that are too many to go through the browser's debugging channel. */
async function shareServer() {
	/** @type {Uint8Array[]} */
	const items = [];
	/** @type {string[]} */
	const folders = [];
	/** @param {string} path */
	const find = (path) => {
		const [, folder, name] = /^\/folders\/(\d+)\/([\w.@%+-]+)$/.exec(path) ?? [];
		if (name === undefined) return items[Number(path.slice(1))];
		const file = join(folders[Number(folder)] ?? '', decodeURIComponent(name));
		return existsSync(file) ? readFileSync(file) : undefined;
	};
	const server = createServer((request, response) => {
		const bytes = find(request.url ?? '');
		response.writeHead(bytes ? 200 : 404, {
			'access-control-allow-origin': '*',
			'cross-origin-resource-policy': 'cross-origin'
		});
		response.end(bytes);
	});
	await new Promise((listening) => server.listen(0, '127.0.0.1', () => listening(undefined)));
	const address = server.address();
	const port = address && typeof address === 'object' ? address.port : 0;
	return {
		/** @param {Uint8Array} bytes */
		add: (bytes) => `http://127.0.0.1:${port}/${items.push(bytes) - 1}`,
		/** @param {string} folder */
		addFolder: (folder) => `http://127.0.0.1:${port}/folders/${folders.push(folder) - 1}/`,
		close: () => {
			server.close();
			server.closeAllConnections();
		}
	};
}

/**
 * A directory as a snapshot (see src/sandbox/snapshot.ts).
 * @param {string} directory
 */
export function snapshotOf(directory) {
	/** @param {string} path @returns {unknown} */
	const entry = (path) => {
		const stat = lstatSync(path);
		if (stat.isSymbolicLink()) return { f: { l: readlinkSync(path) } };
		if (!stat.isDirectory()) return { f: { c: readFileSync(path) } };
		/** @type {Record<string, unknown>} */
		const d = {};
		for (const name of readdirSync(path).sort()) if (name !== '.git') d[name] = entry(join(path, name));
		return { d };
	};
	return encode(entry(directory));
}

/**
 * One argument as the shell reads it back.
 * @param {string} text
 */
export function quote(text) {
	return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
