/** Statements 20, 21 and 23: output and input. */
import type { Statement } from './contract.ts';
import { eventually, holds, matches, pause, run, same, start, within } from './ground.ts';

/** Bytes. */
const LARGE = 5_000_000;

export const streamStatements: readonly Statement[] = [
	{
		number: 20,
		who: 'every host',
		promise: 'output has stdout and stderr in the order of their writing',
		short: true,
		async check({ node, sh }) {
			const { output } = await node(
				`const fs = require('fs'); for (let i = 0; i < 50; i++) fs.writeSync(1 + (i % 2), i + ' ');`
			);
			same(output, Array.from({ length: 50 }, (_, i) => `${i} `).join(''), 'order');
			same((await sh('echo out; echo err >&2; echo out')).output, 'out\nerr\nout\n', 'of a shell');
		}
	},
	{
		number: 21,
		who: 'every host',
		promise: 'chunks split no UTF-8 character, escapes come through, 5 MB arrive whole, and the stream ends',
		short: true,
		async check({ container, node }) {
			const split =
				await node(`const bytes = Buffer.from('h\\u00e9llo \\u{1f600}\\n'); const fs = require('fs');
				let at = 0; const next = () => { if (at < bytes.length) { fs.writeSync(1, bytes, at++, 1); setTimeout(next, 2); } }; next();`);
			same(split.output, 'héllo 😀\n', 'bytes one by one');
			const colour = await node(`process.stdout.write('\\x1b[31mred\\x1b[0m\\x1B[1;1H')`);
			same(colour.output, '\x1b[31mred\x1b[0m\x1B[1;1H', 'escapes');
			const large = await start(container, 'node', [
				'-e',
				`process.stdout.write('x'.repeat(${LARGE - 1}) + '.')`
			]);
			same(await within(large.child.exit, 'exit', 20_000), 0, 'exit code');
			await eventually(() => large.output.length >= LARGE, '5 MB arrive', 10_000);
			same([large.output.length, large.output.at(-1)], [LARGE, '.'], 'length and end');
			await eventually(() => large.closed, 'the stream ends', 2000);
		}
	},
	{
		number: 23,
		who: 'every host',
		promise: 'what is typed reaches the process, Ctrl-C ends it with 130, resize sets columns and is heard',
		short: true,
		async check({ container, node }) {
			await container.fs.writeFile(
				'tty.cjs',
				`process.stdin.on('data', (data) => console.log('got ' + data.toString().trim() + ' ' + process.stdout.isTTY));
				process.stdout.on('resize', () => console.log('resized ' + process.stdout.columns + 'x' + process.stdout.rows));
				console.log('size ' + process.stdout.columns + 'x' + process.stdout.rows);`
			);
			const terminal = { cols: 91, rows: 23 };
			const tty = await start(container, 'node', ['tty.cjs'], { terminal });
			await tty.says('size 91x23');
			await tty.type('hello\r');
			await tty.says('got hello true');
			tty.child.resize({ cols: 120, rows: 40 });
			await tty.says('resized 120x40');
			await tty.type('\x03');
			same(await within(tty.child.exit, 'Ctrl-C'), 130, 'Ctrl-C');
			const catching = await start(
				container,
				'node',
				[
					'-e',
					'process.on("SIGINT", () => { console.log("caught"); process.exit(9); }); setInterval(() => {}, 1000); console.log("up")'
				],
				{ terminal }
			);
			await catching.says('up');
			await catching.type('\x03');
			same(await within(catching.child.exit, 'a caught Ctrl-C'), 9, 'a caught Ctrl-C');
			matches(catching.output, /caught/, 'its handler ran');
			const piped = await start(container, 'node', [
				'-e',
				'process.stdin.on("data", (d) => { process.stdout.write("<" + d + ">"); process.exit() })'
			]);
			await pause(50);
			await piped.type('no terminal');
			same(await within(piped.child.exit, 'stdin without a terminal'), 0, 'exit');
			holds(piped.output.includes('<no terminal>'), 'stdin without a terminal');
			same(
				(await run(container, 'node', ['-p', 'process.stdout.isTTY'])).output,
				'undefined\n',
				'no terminal'
			);
			same((await node('console.log(process.stdin.isTTY)')).output, 'undefined\n', 'no terminal');
		}
	}
];
