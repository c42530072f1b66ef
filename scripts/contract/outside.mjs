/** What the contract's checks cannot do inside of their page: `Outside` of src/contract/ground.ts. */
import { createServer } from 'node:http';
import { snapshotOf } from '../driver.mjs';
import { asPage } from '../firefox/browser.mjs';
import { nativeTree, treeFolder } from './trees.mjs';

/** Milliseconds until an embedded page has said nothing. */
const SILENCE = 5000;

/** @param {import('node:http').RequestListener} listener @returns {Promise<{url: string, close: () => void}>} */
async function listen(listener) {
	const server = createServer(listener);
	await new Promise((ready) => server.listen(0, '127.0.0.1', () => ready(undefined)));
	const address = server.address();
	const port = address && typeof address === 'object' ? address.port : 0;
	return {
		url: `http://127.0.0.1:${port}/`,
		close: () => {
			server.close();
			server.closeAllConnections();
		}
	};
}

/**
 * A page, and what only its browser can do.
 * @typedef {import('../firefox/browser.mjs').AnyPage & {
 *   open: () => Promise<import('../firefox/browser.mjs').AnyPage>,
 *   setOffline: (isOffline: boolean) => Promise<void>,
 *   countWorkers: () => Promise<number>
 * }} ContractPage `open` = another page beside it
 */

/** Workers as the browser's own protocol counts them. @param {import('playwright').Page} page @returns {Promise<ContractPage>} */
export async function ofChromium(page) {
	const session = await page.context().newCDPSession(page);
	return Object.assign(page, {
		open: () => page.context().newPage(),
		setOffline: (/** @type {boolean} */ isOffline) => page.context().setOffline(isOffline),
		async countWorkers() {
			const { targetInfos } = await session.send('Target.getTargets', { filter: [{}] });
			return targetInfos.filter(({ type }) => type === 'worker').length;
		}
	});
}

/** @param {import('puppeteer-core').Browser} browser @param {import('puppeteer-core').Page} page @returns {Promise<ContractPage>} */
export async function ofFirefox(browser, page) {
	return Object.assign(asPage(page), {
		open: async () => asPage(await browser.newPage()),
		setOffline: (/** @type {boolean} */ isOffline) => page.setOfflineMode(isOffline),
		countWorkers: async () => page.workers().length
	});
}

/** @param {ContractPage} page */
export async function openOutside(page) {
	let hits = 0;
	const open = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' };
	const trap = await listen((_, response) => {
		hits++;
		response.writeHead(200, { ...open, 'content-type': 'text/javascript' }).end('1');
	});
	const bare = await listen((_, response) =>
		response.writeHead(200, { 'content-type': 'text/html' }).end('<p>hello')
	);
	const embedding = await listen((_, response) =>
		response
			.writeHead(200, {
				'content-type': 'text/html',
				'cross-origin-opener-policy': 'same-origin',
				'cross-origin-embedder-policy': 'require-corp'
			})
			.end(embedder)
	);
	/** @type {Map<string, Uint8Array>} */
	const trees = new Map();
	const share = await listen((request, response) => {
		const bytes = trees.get((request.url ?? '').slice(1));
		response.writeHead(bytes ? 200 : 404, open).end(bytes);
	});

	/** @type {Record<string, (...args: any[]) => Promise<unknown>>} */
	const calls = {
		async headers(url) {
			return Object.fromEntries((await fetch(url)).headers);
		},
		trap: async () => trap.url,
		async hits() {
			const count = hits;
			hits = 0;
			return count;
		},
		bareOrigin: async () => new URL(bare.url).origin,
		embed: (hostname, url) => embed(page, embedding.url.replace('127.0.0.1', hostname), url),
		offline: (isOffline) => page.setOffline(isOffline),
		workers: () => page.countWorkers(),
		async tree(name) {
			if (!trees.has(name)) trees.set(name, snapshotOf(await treeFolder(name)));
			return share.url + name;
		},
		nativeTree
	};
	await page.exposeFunction(
		'contractOutside',
		(/** @type {string} */ name, /** @type {unknown[]} */ args) => {
			const call = calls[name];
			if (!call) throw new Error(`Cannot do "${name}" outside: there is no such call`);
			return call(...args);
		}
	);
	return {
		close() {
			for (const server of [trap, bare, share, embedding]) server.close();
		}
	};
}

/** A page that embeds what its query names, and keeps the first message that is neither progress nor the start. */
const embedder = `<script>
const { searchParams } = new URL(location.href);
globalThis.heard = new Promise((resolve) => {
	addEventListener('message', ({ data }) => ['boot-progress', 'init'].includes(data.type) || resolve(data));
	setTimeout(resolve, ${SILENCE}, null);
});
onload = () => { const frame = document.createElement('iframe'); frame.allow = 'cross-origin-isolated'; frame.src = searchParams.get('url'); document.body.append(frame); };
</script><body></body>`;

/**
 * The first message that is neither progress nor the start from `url`, embedded in a page.
 * @param {ContractPage} page @param {string} address of the embedding page @param {string} url
 */
async function embed(page, address, url) {
	const other = await page.open();
	try {
		await other.goto(`${address}?url=${encodeURIComponent(url)}`);
		return await other.evaluate('globalThis.heard');
	} finally {
		await other.close();
	}
}
