/**
 * Runs test files of the current directory, each in its own process with the Node that runs this file, several at a time.
 * Prints a line of JSON per file: {name, passed, problem, output}. First argument: {"jobs", "limit"} (limit in milliseconds per file);
 * the rest: the files. Options of node stand in their `// Flags:` line, variables in `// Env:`.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Characters kept of what a file prints. */
const KEPT = 3000;

const { jobs, limit } = JSON.parse(process.argv[2] ?? '{}');
const names = process.argv.slice(3);

/** @param {string} text @param {string} what @returns {string[]} */
const words = (text, what) =>
	new RegExp(`^// ${what}: (.*)$`, 'm').exec(text)?.[1]?.trim().split(/\s+/) ?? [];

/** What went wrong, in a line. @param {string} text @param {string} otherwise */
function problemOf(text, otherwise) {
	const lines = text.split('\n');
	const line = lines.find((each) => /^\s*(Uncaught |# |\[)?[\w.]*(Error|Exception)\b/.test(each));
	return (line ?? otherwise).trim().slice(0, 200);
}

/** @param {string} name @param {number} place @returns {Promise<object>} */
function run(name, place) {
	const source = readFileSync(name, 'utf8');
	const settings = words(source, 'Env').map((word) => /** @type {[string, string]} */ (word.split('=')));
	return new Promise((resolve) => {
		const child = spawn(process.execPath, [...words(source, 'Flags'), name], {
			stdio: ['ignore', 'pipe', 'pipe'],
			env: { ...process.env, TEST_THREAD_ID: String(place), ...Object.fromEntries(settings) },
			timeout: limit,
			killSignal: 'SIGKILL'
		});
		let output = '';
		for (const stream of [child.stdout, child.stderr])
			stream.setEncoding('utf8').on('data', (chunk) => (output += chunk));
		// What the test left running may hold its pipes.
		child.on('exit', () => setTimeout(() => child.stdout.destroy() && child.stderr.destroy(), 500).unref());
		child.on('close', (exitCode, signal) => {
			const passed = exitCode === 0;
			const otherwise = signal ? `ended by ${signal}` : `exit code ${exitCode}`;
			const problem = passed ? '' : signal ? otherwise : problemOf(output, otherwise);
			resolve({ name, passed, problem, output: passed ? '' : output.slice(-KEPT) });
		});
	});
}

/** @param {number} number */
async function place(number) {
	for (let name = names.shift(); name; name = names.shift())
		process.stdout.write(`${JSON.stringify(await run(name, number))}\n`);
}
await Promise.all(Array.from({ length: jobs }, (_, number) => place(number + 1)));
