// Pipes of a child: writing much, ending early, extra descriptors, files as output.
const { spawn } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { tree } = require('../help.cjs');
const folder = tree();
const end = (child) => new Promise((resolve) => child.on('close', (code, signal) => resolve([code, signal])));
(async () => {
	const upper = spawn(process.execPath, [
		'-e',
		'process.stdin.setEncoding("utf8").on("data", (t) => process.stdout.write(t.toUpperCase()))'
	]);
	let text = '';
	upper.stdout.on('data', (part) => (text += part));
	for (let at = 0; at < 50; at++) upper.stdin.write('line of text\n'.repeat(100));
	upper.stdin.end();
	console.log(await end(upper), text.length, text.slice(0, 13));
	const large = spawn(process.execPath, [
		'-e',
		'process.stdout.write("x".repeat(2e6)); process.stderr.write("e".repeat(1e5))'
	]);
	const sizes = { out: 0, err: 0 };
	large.stdout.on('data', (part) => (sizes.out += part.length));
	large.stderr.on('data', (part) => (sizes.err += part.length));
	console.log(await end(large), sizes);
	const extra = spawn(
		process.execPath,
		['-e', 'const fs = require("fs"); fs.writeSync(3, "by three"); console.log(fs.readFileSync(4, "utf8"))'],
		{ stdio: ['ignore', 'pipe', 'inherit', 'pipe', 'pipe'] }
	);
	let [three, out] = ['', ''];
	extra.stdio[3].on('data', (part) => (three += part));
	extra.stdout.on('data', (part) => (out += part));
	extra.stdio[4].end('to four');
	console.log(
		await end(extra),
		three,
		out,
		extra.stdio.map((stream) => stream?.constructor.name)
	);
	const file = fs.openSync(path.join(folder, 'log'), 'w');
	await end(
		spawn(process.execPath, ['-e', 'console.log("to file"); console.error("both")'], {
			stdio: ['ignore', file, file]
		})
	);
	console.log(fs.readFileSync(path.join(folder, 'log'), 'utf8'));
	const early = spawn(process.execPath, ['-e', 'process.stdin.destroy(); setTimeout(() => {}, 100)']);
	early.stdin.on('error', (error) => console.log('stdin', error.code));
	early.on('exit', () => early.stdin.write('too late', (error) => console.log(error !== null)));
	console.log(await end(early));
	const first = spawn('printf', ['3\\n1\\n2\\n']);
	const second = spawn('sort');
	first.stdout.pipe(second.stdin);
	let sorted = '';
	second.stdout.on('data', (part) => (sorted += part));
	console.log(await end(second), JSON.stringify(sorted));
	const order = [];
	const child = spawn(process.execPath, ['-e', 'console.log(1)']);
	for (const event of ['spawn', 'exit', 'close']) child.on(event, () => order.push(event));
	child.stdout.on('end', () => order.push('end')).resume();
	await end(child);
	console.log(order[0], order.at(-1), order.slice(1, 3).sort());
	const grand = spawn(
		process.execPath,
		[
			'-e',
			'require("child_process").spawn(process.execPath, ["-e", "console.log(process.ppid > 0)"], { stdio: "inherit" })'
		],
		{ stdio: 'inherit' }
	);
	console.log(await end(grand));
})();
