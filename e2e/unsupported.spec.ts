import { encode } from '@msgpack/msgpack';
import { expect, test } from '@playwright/test';
import type {} from '../src/driver.ts';

/** What cannot be in a browser, and the name that its refusal must say. Each ends by an error, thrown or emitted. */
const attempts: [name: string, program: string][] = [
	['dgram.createSocket', "require('dgram').createSocket('udp4')"],
	['http2.createServer', "require('http2').createServer()"],
	['http2.createSecureServer', "require('http2').createSecureServer({})"],
	['http2.connect', "require('http2').connect('http://localhost:1')"],
	['http2', "require('http2').getDefaultSettings()"],
	['inspector.open', "require('inspector').open()"],
	[
		'inspector method Debugger.pause',
		"new Promise((_, no) => { const session = new (require('inspector').Session)(); session.connect(); session.post('Debugger.pause', no); })"
	],
	['Trace events', "require('trace_events').createTracing({ categories: ['node'] }).enable()"],
	[
		'native addons',
		"(require('fs').writeFileSync('/tmp/x.node', Buffer.from('7f454c4602'.padEnd(128, '0'), 'hex')), process.dlopen({ exports: {} }, '/tmp/x.node'))"
	],
	['heap_utils', "require('v8').getHeapSnapshot()"],
	['heap_utils', "require('v8').writeHeapSnapshot('x')"],
	[
		'worker.getHeapSnapshot',
		"new (require('worker_threads').Worker)('setTimeout(() => {}, 400)', { eval: true }).getHeapSnapshot()"
	],
	['a dictionary for Zstandard', "require('zlib').zstdCompressSync('x', { dictionary: Buffer.from('x') })"],
	['report.writeReport', "process.report.writeReport('/tmp/r.json')"],
	['sqlite', "new (require('node:sqlite').DatabaseSync)(':memory:')"],
	['EBLOCKED example.com', "require('dns').promises.resolve4('example.com')"],
	[
		'EBLOCKED 93.184.215.14:80',
		"new Promise((_, no) => require('net').connect(80, '93.184.215.14').on('error', no))"
	]
];

const source = `
process.on('uncaughtException', (error) => { console.log('uncaught ' + error.message); });
(async () => {
	for (const [name, program] of ${JSON.stringify(attempts)}) {
		const late = new Promise((resolve) => setTimeout(resolve, 8000, 'hangs'));
		const outcome = await Promise.race([late, (async () => (0, eval)('(async (require) => (' + program + '))')(require))().then(() => 'works', (error) => String(error.message))]);
		console.log(outcome.includes(name) ? 'named ' + name : program + ' -> ' + outcome.split('\\n')[0]);
	}
	process.exit();
})();`;

test('what a browser cannot do fails at once, by its name', async ({ page }) => {
	await page.goto('/driver.html');
	await page.waitForFunction(() => 'tabgym' in globalThis);
	const tree = encode({ d: { 'sweep.cjs': { f: { c: source } } } });
	const url = `data:application/octet-stream;base64,${Buffer.from(tree).toString('base64')}`;
	const output = await page.evaluate(async (tree) => {
		const { id } = await globalThis.tabgym.open('embedded');
		await globalThis.tabgym.mount(id, tree);
		return (await globalThis.tabgym.run(id, 'node --no-warnings sweep.cjs')).output;
	}, url);
	expect(output.trim().split('\n')).toEqual(attempts.map(([name]) => `named ${name}`));
});
