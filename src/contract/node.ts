/** Statements 29 to 35: Node's own library. */
import type { Statement } from './contract.ts';
import { holds, matches, same } from './ground.ts';

const modules: Record<string, string> = {
	'package.json': '{"name":"root","type":"module"}',
	'node_modules/dual/package.json':
		'{"name":"dual","version":"2.0.0","exports":{".":{"import":"./m.mjs","require":"./c.cjs"},"./sub/*":"./sub/*.mjs"}}',
	'node_modules/dual/m.mjs': 'export default "esm";',
	'node_modules/dual/c.cjs': 'module.exports = "cjs";',
	'node_modules/dual/sub/a.mjs': 'export const a = "sub a";',
	'data.json': '{"answer":42}',
	'cycle-a.mjs': 'import { b } from "./cycle-b.mjs"; export const a = "a"; export const fromB = () => b();',
	'cycle-b.mjs': 'import { a } from "./cycle-a.mjs"; export const b = () => "b sees " + a;',
	'tla.mjs': 'export const late = await new Promise((resolve) => setTimeout(resolve, 5, "late"));',
	'sync.mjs': 'export const named = 1; export default "required";'
};

const resolution: readonly Statement[] = [
	{
		number: 29,
		who: 'every host',
		promise:
			'modules: export conditions, import.meta.url, top-level await, JSON, import(), createRequire, cycles, require of ES modules',
		short: true,
		async check({ container, node }) {
			for (const [path, contents] of Object.entries(modules)) {
				await container.fs.mkdir(path.split('/').slice(0, -1).join('/') || '.', { recursive: true });
				await container.fs.writeFile(path, contents);
			}
			const { output } = await node(
				`import dual from 'dual'; import { a } from 'dual/sub/a'; import data from './data.json' with { type: 'json' };
				import { fromB } from './cycle-a.mjs'; import { late } from './tla.mjs'; import { createRequire } from 'node:module';
				const require = createRequire(import.meta.url);
				console.log(dual, require('dual'), a, data.answer, fromB(), late, import.meta.url, import.meta.filename);
				console.log((await import('./sync.mjs')).named, require('./sync.mjs').default, require.resolve('dual'));
				await import('dual/none').catch((error) => console.log(error.code)); await import('./none.mjs').catch((error) => console.log(error.code));`,
				{ name: 'main.mjs' }
			);
			const { workdir } = container;
			same(
				output.split('\n').filter((line) => !/ExperimentalWarning|trace-warnings/.test(line)),
				[
					`esm cjs sub a 42 b sees a late file://${workdir}/main.mjs ${workdir}/main.mjs`,
					`1 required ${workdir}/node_modules/dual/c.cjs`,
					'ERR_PACKAGE_PATH_NOT_EXPORTED',
					'ERR_MODULE_NOT_FOUND',
					''
				],
				'output'
			);
		}
	},
	{
		number: 30,
		who: 'every host',
		promise: 'AsyncLocalStorage survives await, timers, streams and emitters',
		short: true,
		async check({ node }) {
			const { output } =
				await node(`const { AsyncLocalStorage } = require('async_hooks'); const { Readable } = require('stream'); const EventEmitter = require('events');
				const als = new AsyncLocalStorage(); const say = (what) => console.log(what, als.getStore());
				const one = async (id) => als.run(id, async () => { await null; say('await'); await new Promise((r) => setTimeout(r, 2)); say('timer');
					await new Promise((r) => setImmediate(r)); say('immediate'); for await (const x of Readable.from(['s'])) say('stream ' + x);
					const emitter = new EventEmitter(); emitter.on('e', () => say('emitter')); emitter.emit('e'); await Promise.all([1, 2].map(async () => { await 0; })); say('all');
					await require('fs').promises.readFile(__filename); say('fs'); });
				one('A').then(() => one('B')).then(() => console.log('outside', als.getStore()));`);
			const of = (id: string) =>
				['await', 'timer', 'immediate', 'stream s', 'emitter', 'all', 'fs']
					.map((at) => `${at} ${id}\n`)
					.join('');
			same(output, `${of('A')}${of('B')}outside undefined\n`, 'output');
		}
	},
	{
		number: 31,
		who: 'every host',
		promise: 'process says a Node of 20 or newer on linux x64, and that it is a WebContainer',
		short: true,
		async check({ node, container }) {
			const { output } = await node(
				`const { version, platform, arch, versions, execPath, argv, pid, ppid } = process;
				console.log(JSON.stringify({ major: +version.slice(1).split('.')[0] >= 20, platform, arch, webcontainer: typeof versions.webcontainer, execPath: /node$/.test(execPath), argv: argv.slice(1),
				pids: pid > 0 && ppid > 0, hrtime: typeof process.hrtime.bigint(), memory: process.memoryUsage().heapUsed > 0, umask: process.umask().toString(8), os: require('os').platform() + ' ' + require('os').arch() }));`,
				{ args: ['x'] }
			);
			same(
				JSON.parse(output),
				{
					major: true,
					platform: 'linux',
					arch: 'x64',
					webcontainer: 'string',
					execPath: true,
					argv: [`${container.workdir}/program.cjs`, 'x'],
					pids: true,
					hrtime: 'bigint',
					memory: true,
					umask: '22',
					os: 'linux x64'
				},
				'process'
			);
		}
	},
	{
		number: 32,
		who: 'every host',
		promise: 'a native addon is refused at once with ERR_DLOPEN_FAILED',
		short: true,
		async check({ container, node }) {
			await container.fs.writeFile('addon.node', new Uint8Array([0x7f, 0x45, 0x4c, 0x46]));
			const { output } = await node(
				`try { require('./addon.node'); } catch (error) { console.log(error.code); }`
			);
			same(output, 'ERR_DLOPEN_FAILED\n', 'code');
		}
	}
];

const library: readonly Statement[] = [
	{
		number: 33,
		who: 'every host',
		promise:
			'fs agrees synchronously and asynchronously, and has links, modes, times, mkdtemp, cp, opendir and watch',
		short: true,
		async check({ node }) {
			const { output } =
				await node(`const fs = require('fs'); const { promises } = fs; const path = require('path');
				(async () => { const dir = fs.mkdtempSync('/tmp/c-'); const at = (name) => path.join(dir, name);
				fs.writeFileSync(at('a'), 'abc'); await promises.symlink('a', at('l')); console.log(await promises.readlink(at('l')), fs.lstatSync(at('l')).isSymbolicLink(), fs.statSync(at('l')).size);
				await promises.chmod(at('a'), 0o640); console.log((fs.statSync(at('a')).mode & 0o777).toString(8)); fs.utimesSync(at('a'), 1, 2); console.log((await promises.stat(at('a'))).mtimeMs);
				await promises.mkdir(at('d/e'), { recursive: true }); fs.writeFileSync(at('d/e/f'), 'f'); await promises.cp(at('d'), at('copy'), { recursive: true }); console.log(fs.readFileSync(at('copy/e/f'), 'utf8'));
				const names = []; for await (const entry of await promises.opendir(dir)) names.push(entry.name + (entry.isDirectory() ? '/' : '')); console.log(names.sort().join());
				fs.readFile(at('a'), 'utf8', (error, text) => { console.log(text === fs.readFileSync(at('a'), 'utf8'));
				fs.stat(at('none'), (error) => { try { fs.statSync(at('none')); } catch (same) { console.log(error.message === same.message, error.code, error.errno, error.syscall); }
				const watcher = fs.watch(dir, (type, name) => { console.log('watch', type, name); watcher.close(); }); setTimeout(() => fs.writeFileSync(at('new'), ''), 20); }); }); })();`);
			same(
				output,
				'a true 3\n640\n2000\nf\na,copy/,d/,l\ntrue\ntrue ENOENT -2 stat\nwatch rename new\n',
				'output'
			);
		}
	},
	{
		number: 34,
		who: 'every host',
		promise:
			"crypto, zlib, url, inspect, stream, buffer, events, readline, perf_hooks and assert print what Node's print",
		short: true,
		async check({ node }) {
			const { output } =
				await node(`const c = require('crypto'); const z = require('zlib'); const util = require('util'); const assert = require('assert');
				console.log(c.createHash('sha256').update('abc').digest('hex').slice(0, 16), c.createHmac('sha1', 'key').update('abc').digest('base64'), c.randomBytes(8).length, c.randomUUID().length);
				console.log(c.pbkdf2Sync('p', 's', 10, 8, 'sha256').toString('hex'), c.scryptSync('p', 's', 8).toString('hex'));
				for (const [f, b] of [['gzipSync', 'gunzipSync'], ['deflateSync', 'inflateSync'], ['brotliCompressSync', 'brotliDecompressSync']]) console.log(f, z[b](z[f]('round trip')).toString());
				console.log(util.inspect({ a: [1, { b: new Map([['k', new Set([1])]]) }], f() {}, [Symbol('s')]: -0, d: new Date(0) }, { depth: 4 }));
				console.log(new URL('../x?q=1#h', 'http://h:80/a/b/').href, Buffer.from('ÿa').toString('latin1').length, typeof require('perf_hooks').performance.now());
				try { assert.deepStrictEqual({ a: 1, b: [2] }, { a: 1, b: [3] }); } catch (error) { console.log(error.message); }
				const { Readable, Transform, pipeline } = require('stream'); const lines = require('readline').createInterface({ input: Readable.from(['one\\ntw', 'o\\n']) });
				lines.on('line', (line) => console.log('line', line)); lines.on('close', () => pipeline(Readable.from(['a', 'b']), new Transform({ transform(x, e, done) { done(null, String(x).toUpperCase()); } }), process.stdout, () => {}));`);
			same(
				output,
				[
					'ba7816bf8f01cfea T9CyFSdu8S8rPkyOysKBFJi2Vvw= 8 36',
					'1d6f1f7051b420b9 4329787752e75d1d',
					'gzipSync round trip',
					'deflateSync round trip',
					'brotliCompressSync round trip',
					'{',
					'  a: [',
					'    1,',
					"    { b: Map(1) { 'k' => Set(1) { 1 } } }",
					'  ],',
					'  f: [Function: f],',
					'  d: 1970-01-01T00:00:00.000Z,',
					'  [Symbol(s)]: -0',
					'}',
					'http://h/a/x?q=1#h 3 number',
					'Expected values to be strictly deep-equal:',
					'+ actual - expected',
					'',
					'  {',
					'    a: 1,',
					'    b: [',
					'+     2',
					'-     3',
					'    ]',
					'  }',
					'',
					'line one',
					'line two',
					'AB'
				].join('\n'),
				'output'
			);
		}
	},
	{
		number: 35,
		who: 'every host',
		promise:
			'ticks, microtasks, immediates and timers come in the order of Node; 1,000 timers of 1 ms in a row take under 3 s',
		short: true,
		async check({ node }) {
			const { output } =
				await node(`setImmediate(() => console.log('immediate')); setTimeout(() => { console.log('timer'); process.nextTick(() => console.log('tick in timer')); Promise.resolve().then(() => console.log('microtask in timer')); }, 0);
				queueMicrotask(() => console.log('microtask')); process.nextTick(() => { console.log('tick'); queueMicrotask(() => console.log('microtask in tick')); }); (async () => { await null; console.log('await'); })(); console.log('sync');
				setTimeout(() => { const started = Date.now(); let n = 0; const next = () => (++n < 1000 ? setTimeout(next, 1) : console.log(Date.now() - started)); next(); }, 50);`);
			const lines = output.trim().split('\n');
			const took = Number(lines.pop());
			const order = lines.filter((line) => line !== 'immediate'); // Node itself does not say whether it comes before the first timer
			same(
				order,
				[
					'sync',
					'tick',
					'microtask',
					'await',
					'microtask in tick',
					'timer',
					'tick in timer',
					'microtask in timer'
				],
				'order'
			);
			holds(lines.includes('immediate'), 'the immediate came');
			matches(String(took < 3000), /true/, `1,000 timers of 1 ms took ${took} ms`);
		}
	}
];

export const nodeStatements: readonly Statement[] = [...resolution, ...library];
