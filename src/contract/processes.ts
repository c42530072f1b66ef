/** Statements 19 to 28: processes. */
import type { Statement } from './contract.ts';
import { eventually, holds, matches, pause, run, same, start, within } from './ground.ts';

const exits: readonly Statement[] = [
	{
		number: 19,
		who: 'every host',
		promise:
			'exit codes: 3 for process.exit(3), 1 for what is uncaught or rejected, 127 for a missing command',
		short: true,
		async check({ container }) {
			const codeOf = async (command: string, args: string[]) =>
				(await run(container, command, args)).exitCode;
			same(await codeOf('node', ['-e', 'process.exit(3)']), 3, 'process.exit(3)');
			same(await codeOf('node', ['-e', 'throw new Error("x")']), 1, 'an uncaught exception');
			same(await codeOf('node', ['-e', 'Promise.reject(new Error("x"))']), 1, 'an unhandled rejection');
			same(await codeOf('no-such-command', []), 127, 'a missing command');
			same(await codeOf('jsh', ['-c', 'exit 5']), 5, 'exit 5');
		}
	},
	{
		number: 22,
		who: 'every host',
		promise: 'output: false gives none, env reaches the process, cwd is relative to the working directory',
		short: true,
		async check({ container }) {
			await container.fs.mkdir('sub');
			const quiet = await start(container, 'node', ['-e', 'console.log(1)'], { output: false });
			same([await quiet.child.exit, quiet.output], [0, ''], 'output: false');
			const { output } = await run(
				container,
				'node',
				['-p', 'process.env.GREETING + process.env.NUMBER + process.cwd()'],
				{ env: { GREETING: 'hello', NUMBER: 5 }, cwd: 'sub' }
			);
			same(output, `hello5${container.workdir}/sub\n`, 'env and cwd');
		}
	},
	{
		number: 24,
		who: 'every host',
		promise: 'kill makes exit resolve, for an endless loop too within 100 ms, and children die with it',
		async check({ container, sh }) {
			let fastest = Infinity; // of three: the machine may be busy with other things
			for (let time = 0; time < 3; time++) {
				const loop = await start(container, 'node', ['-e', 'console.log("in"); while (true);']);
				await loop.says('in');
				const started = performance.now();
				loop.child.kill();
				holds((await within(loop.child.exit, 'exit')) !== 0, 'its code is not 0');
				fastest = Math.min(fastest, performance.now() - started);
			}
			holds(fastest < 100, `an endless loop ended within 100 ms, not ${fastest.toFixed(0)}`);
			await container.fs.writeFile(
				'parent.cjs',
				`require('child_process').spawn('node', ['-e', 'setInterval(() => {}, 1e3); console.log("child")'], { stdio: 'inherit' });`
			);
			const parent = await start(container, 'node', ['parent.cjs']);
			await parent.says('child');
			parent.child.kill();
			await within(parent.child.exit, 'exit of the parent');
			await eventually(async () => !/setInterval/.test((await sh('ps -ef; ps')).output), 'children die');
			const orphan = await start(container, 'sh', ['-c', 'sh -c "node parent.cjs & exit"; sleep 60']);
			await orphan.says('child');
			orphan.child.kill();
			await within(orphan.child.exit, 'exit of who started an orphan');
			await eventually(
				async () => !/setInterval/.test((await sh('ps -ef; ps')).output),
				'children whose parent has ended die'
			);
		}
	},
	{
		number: 25,
		who: 'ours',
		promise: 'what passes a limit (output, processes) is ended or refused, with the reason named',
		async check({ node, container }) {
			const { output } = await node(
				`const { spawn } = require('child_process'); const all = []; let failed = '';
				const next = () => { const child = spawn('sleep', ['30']); all.push(child);
					child.on('error', (error) => { if (!failed) { failed = error.code; console.log(error.code); for (const one of all) one.kill(); } });
					child.on('spawn', () => failed || next()); }; next();`
			);
			matches(output, /^EAGAIN$/m, 'too many processes');
			const endless = await run(container, 'node', [
				'-e',
				`const s = 'x'.repeat(1e6) + '\\n'; for (;;) require('fs').writeSync(1, s);`
			]);
			same(endless.exitCode, 137, 'exit code of what floods');
			matches(endless.output.slice(-300), /output limit/, 'the reason is said');
		}
	},
	{
		number: 26,
		who: 'every host',
		promise:
			'a process ends when its loop is empty, and stays while timers, servers, pipes or children are open',
		short: true,
		async check({ container, node }) {
			const timed = await node(`setTimeout(() => console.log('timer'), 150);
				const child = require('child_process').spawn('node', ['-e', 'setTimeout(() => {}, 300)']); child.on('exit', () => console.log('child'));`);
			same(timed, { output: 'timer\nchild\n', exitCode: 0 }, 'timers and children');
			const server = await start(container, 'node', [
				'-e',
				'require("http").createServer().listen(4001); console.log("up")'
			]);
			await server.says('up');
			const ended = await Promise.race([server.child.exit.then(() => true), pause(400).then(() => false)]);
			same(ended, false, 'a server keeps it');
			server.child.kill();
			await server.child.exit;
			same((await node('setTimeout(() => {}, 1e6).unref()')).exitCode, 0, 'unref');
		}
	}
];

const children: readonly Statement[] = [
	{
		number: 27,
		who: 'every host',
		promise: 'execSync, spawnSync and execFileSync give status, stdout and stderr, three deep',
		short: true,
		async check({ node, container }) {
			await container.fs.writeFile(
				'deep.cjs',
				`const n = +process.argv[2]; const { execFileSync } = require('child_process');
				process.stdout.write(n + (n ? execFileSync('node', ['deep.cjs', String(n - 1)], { encoding: 'utf8' }) : '!'));`
			);
			const { output } = await node(`const { execSync, spawnSync, execFileSync } = require('child_process');
				const { status, stdout, stderr } = spawnSync('node', ['-e', 'console.log(1); console.error(2); process.exit(7)'], { encoding: 'utf8' });
				console.log(JSON.stringify([status, stdout, stderr, execSync('echo shell | tr a-z A-Z', { encoding: 'utf8' })]));
				try { execSync('exit 4', { stdio: 'pipe' }); } catch (error) { console.log(error.status); }
				console.log(execFileSync('cat', { input: 'fed', encoding: 'utf8' }), spawnSync('missing-command').error.code);
				console.log(execFileSync('node', ['deep.cjs', '3'], { encoding: 'utf8' }));`);
			same(output, '[7,"1\\n","2\\n","SHELL\\n"]\n4\nfed ENOENT\n3210!\n', 'output');
		}
	},
	{
		number: 28,
		who: 'every host',
		promise: 'worker_threads have MessageChannel, workerData, SharedArrayBuffer and terminate; fork has IPC',
		short: true,
		async check({ node, container }) {
			await container.fs.writeFile(
				'forked.cjs',
				`process.on('message', (m) => { process.send({ got: m }); process.disconnect(); });`
			);
			const { output } = await node(`const { Worker, MessageChannel } = require('worker_threads');
				const shared = new Int32Array(new SharedArrayBuffer(4)); const { port1, port2 } = new MessageChannel();
				const worker = new Worker("const { workerData, parentPort } = require('worker_threads'); Atomics.store(workerData.shared, 0, 42); workerData.port.postMessage('through the channel'); parentPort.postMessage(workerData.name); setInterval(() => {}, 1000);",
					{ eval: true, workerData: { name: 'data', shared, port: port2 }, transferList: [port2] });
				let heard = 0; const both = (text) => { console.log(text); if (++heard === 2) { console.log(shared[0]); port1.close(); worker.terminate().then((code) => { console.log('ended', code); ipc(); }); } };
				const texts = []; const sorted = (text) => { texts.push(text); if (texts.length === 2) texts.sort().forEach(both); };
				port1.on('message', sorted); worker.on('message', sorted);
				function ipc() { const child = require('child_process').fork('forked.cjs'); child.send({ a: [1] }); child.on('message', (m) => console.log(JSON.stringify(m))); child.on('exit', (code) => console.log('forked', code)); }`);
			same(output, 'data\nthrough the channel\n42\nended 1\n{"got":{"a":[1]}}\nforked 0\n', 'output');
		}
	}
];

export const processStatements: readonly Statement[] = [...exits, ...children];
