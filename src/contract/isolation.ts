/** Statements 55 to 60: what repository code cannot reach, and what is left when it ends. Only our host promises these. */
import type { Statement } from './contract.ts';
import { eventually, holds, matches, same, start, within } from './ground.ts';
import { serveSite } from './network.ts';

/** All ways that a worker has to its realm, whatever Node's library hides. */
const REALM = `const realm = new Function('return this')(); const inner = (0, eval)('this'); const realms = [realm, inner, globalThis];`;

export const isolationStatements: readonly Statement[] = [
	{
		number: 55,
		who: 'ours',
		promise:
			"a process reads no localStorage, IndexedDB, cache, OPFS or cookie of the app's or the host's, and has no parent",
		short: true,
		async check({ node }) {
			localStorage.setItem('contract', 'secret');
			const { output } = await node(`${REALM} const reached = [];
				const tries = { localStorage: (r) => r.localStorage.getItem('contract'), indexedDB: (r) => new Promise((done, no) => { const q = r.indexedDB.open('x'); q.onsuccess = () => done('open'); q.onerror = () => no(); }),
					caches: (r) => r.caches.open('x'), opfs: (r) => r.navigator.storage.getDirectory(), cookies: (r) => r.cookieStore.getAll(), document: (r) => r.document.cookie, parent: (r) => r.parent.location || r.parent, opener: (r) => r.opener.x };
				(async () => { for (const r of realms) for (const [name, attempt] of Object.entries(tries)) { try { const got = await Promise.race([attempt(r), new Promise((d, no) => setTimeout(no, 500))]); if (got !== undefined && got !== null) reached.push(name + ' ' + got); } catch {} } console.log('reached', JSON.stringify(reached)); process.exit(); })();`);
			localStorage.removeItem('contract');
			same(output, 'reached []\n', 'what was reached');
		}
	},
	{
		number: 56,
		who: 'ours',
		promise:
			'no request of a process reaches another host by fetch, XHR, WebSocket, EventSource, importScripts, import or Worker',
		async check({ node, outside }) {
			const trap = await outside.trap();
			await fetch(`${trap}control`, { mode: 'no-cors' });
			holds((await outside.hits()) > 0, 'the trap counts');
			const { output } =
				await node(`${REALM} const url = ${JSON.stringify(trap)}; const ws = url.replace('http', 'ws');
				const tries = [ (r) => r.fetch(url + 'fetch', { mode: 'no-cors' }), (r) => { const x = new r.XMLHttpRequest(); x.open('GET', url + 'xhr'); x.send(); }, (r) => { const x = new r.XMLHttpRequest(); x.open('GET', url + 'sync', false); x.send(); },
					(r) => new r.WebSocket(ws + 'ws'), (r) => new r.EventSource(url + 'es'), (r) => r.importScripts(url + 'is'), (r) => new Function('u', 'return import(u)')(url + 'import'), (r) => (0, eval)('import(' + JSON.stringify(url + 'import2') + ')'), () => import(url + 'import3'),
					(r) => new r.Worker(url + 'worker'), (r) => new r.Worker(r.URL.createObjectURL(new r.Blob(['fetch(' + JSON.stringify(url + 'nested') + ', { mode: "no-cors" })']))), (r) => r.navigator.sendBeacon(url + 'beacon'), (r) => new r.WebTransport(url.replace('http', 'https')) ];
				(async () => { let tried = 0; for (const r of realms) for (const attempt of tries) { tried++; try { await Promise.race([attempt(r), new Promise((d) => setTimeout(d, 100))]); } catch {} } await new Promise((d) => setTimeout(d, 500)); console.log('tried', tried); process.exit(); })();
				process.on('uncaughtException', () => {}); process.on('unhandledRejection', () => {});`);
			same(
				output.split('\n').find((line) => line.startsWith('tried')),
				'tried 39',
				'attempts'
			);
			same(await outside.hits(), 0, 'requests that reached the trap');
		}
	},
	{
		number: 57,
		who: 'ours',
		promise: 'the host boots only in pages that it lists',
		async check({ outside, hostOrigin }) {
			const stranger = await outside.embed('stranger.localhost', `${hostOrigin}/headless`);
			matches(JSON.stringify(stranger), /"boot-failed".*"E_EMBEDDER"/, 'a stranger');
			const listed = await outside.embed('localhost', `${hostOrigin}/headless`);
			holds(!JSON.stringify(listed).includes('E_EMBEDDER'), 'a listed one');
		}
	},
	{
		number: 58,
		who: 'ours',
		promise: 'two projects cannot read the storage of one another’s previews',
		async check(ground) {
			const origins: string[] = [];
			for (const workdirName of ['first', 'second']) {
				const container = await ground.reboot({ workdirName });
				const { url, server } = await serveSite(container);
				origins.push(new URL(url).origin);
				server.child.kill();
			}
			await ground.reboot();
			same(
				new Set([...origins, location.origin, ground.hostOrigin]).size,
				4,
				`origins (${origins.join(', ')})`
			);
		}
	},
	{
		number: 59,
		who: 'ours',
		promise: 'killing a process frees its ports; 100 processes leave no worker',
		async check({ container, sh, outside }) {
			for (let time = 0; time < 2; time++) {
				const server = await start(container, 'node', [
					'-e',
					'require("http").createServer().listen(3000, () => console.log("up"))'
				]);
				await server.says('up');
				server.child.kill();
				await server.child.exit;
			}
			await sh('true');
			await new Promise((resolve) => setTimeout(resolve, 1500));
			const before = await outside.workers();
			const { exitCode } = await within(
				sh('for i in $(seq 100); do node -e 0; done'),
				'100 processes',
				60_000
			);
			same(exitCode, 0, 'exit code');
			await eventually(
				async () => (await outside.workers()) <= before,
				`workers go back to ${before}`,
				10_000
			);
		}
	},
	{
		number: 60,
		who: 'ours',
		promise: 'with the network off after the first load: boot, mount, install from the cache and test work',
		async check(ground) {
			const packageJson = '{"name":"offline","version":"1.0.0","dependencies":{"is-odd":"3.0.1"}}';
			await ground.container.fs.writeFile('package.json', packageJson);
			const online = await ground.sh('npm install');
			same(online.exitCode, 0, `npm install: ${online.output}`);
			const lock = await ground.container.fs.readFile('package-lock.json', 'utf8');
			await ground.outside.offline(true);
			try {
				const container = await ground.reboot();
				await container.mount({
					'package.json': { file: { contents: packageJson } },
					'package-lock.json': { file: { contents: lock } },
					'a.test.cjs': {
						file: {
							contents: `require('node:test')('odd', () => { if (!require('is-odd')(3)) throw new Error('even'); });`
						}
					}
				});
				const ci = await ground.sh('npm ci');
				same(ci.exitCode, 0, `npm ci: ${ci.output}`);
				const tested = await ground.sh('node --test --test-reporter=tap a.test.cjs');
				same(tested.exitCode, 0, 'node --test');
				matches(tested.output, /# pass 1/, 'the suite');
			} finally {
				await ground.outside.offline(false);
			}
		}
	}
];
