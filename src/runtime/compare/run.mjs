/**
 * Runs the cases under the current directory, one process each, several at once, with the Node that runs this file: native Node when they are recorded,
 * the host's when they are compared. Prints a line of JSON per case: {name, stdout, stderr, exitCode, signal}.
 *
 * Arguments: the cases, as MODULE/FILE. A case may begin with comments `// node: OPTIONS` and `// input: TEXT` (its stdin, JSON string).
 * In the output, <dir> is the current directory, <node> the executable, and durations show as (<ms>).
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';

/** Milliseconds; a case takes a fraction of a second where nothing else runs. */
const LIMIT = 60_000;
/** Cases at once. */
const PLACES = 4;

function run(name) {
	const source = readFileSync(name, 'utf8');
	const directive = (word) => new RegExp(`^// ${word}: (.*)$`, 'm').exec(source)?.[1];
	const options = directive('node')?.split(' ') ?? [];
	const input = directive('input');
	return new Promise((resolve) => {
		const child = spawn(process.execPath, [...options, basename(name)], {
			cwd: dirname(name),
			stdio: ['pipe', 'pipe', 'pipe'],
			timeout: LIMIT,
			killSignal: 'SIGKILL'
		});
		const output = { stdout: '', stderr: '' };
		for (const stream of ['stdout', 'stderr']) {
			child[stream].setEncoding('utf8');
			child[stream].on('data', (text) => (output[stream] += text));
		}
		const clean = (text) =>
			text
				.replaceAll(process.cwd(), '<dir>')
				.replaceAll(process.execPath, '<node>')
				.replaceAll(`(node:${child.pid})`, '(node:<pid>)')
				.replace(/\(\d+(\.\d+)?ms\)/g, '(<ms>)');
		child.on('close', (exitCode, signal) =>
			resolve({ name, stdout: clean(output.stdout), stderr: clean(output.stderr), exitCode, signal })
		);
		child.stdin.on('error', () => {}); // a case need not read its input
		child.stdin.end(input === undefined ? '' : JSON.parse(input));
	});
}

async function place() {
	for (let name = names.shift(); name; name = names.shift())
		process.stdout.write(`${JSON.stringify(await run(name))}\n`);
}
const names = process.argv.slice(2);
await Promise.all(Array.from({ length: PLACES }, place));
