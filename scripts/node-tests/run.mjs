/**
 * Runs test files of the current directory, each in its own process with the Node that runs this file, two at a time.
 * Prints a line of JSON per file: {name, passed, problem}. Arguments: the files. Options of node stand in their `// Flags:` line.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Milliseconds for one file. */
const LIMIT = 15_000;
/** Files at once. */
const PLACES = 2;

/** @param {string} name @returns {Promise<{name: string, passed: boolean, problem: string}>} */
function run(name) {
	const flags = /^\/\/ Flags: (.*)$/m.exec(readFileSync(name, 'utf8'))?.[1]?.split(/\s+/) ?? [];
	return new Promise((resolve) => {
		const child = spawn(process.execPath, [...flags, name], {
			stdio: ['ignore', 'pipe', 'pipe'],
			timeout: LIMIT,
			killSignal: 'SIGKILL'
		});
		let text = '';
		for (const stream of [child.stdout, child.stderr])
			stream.setEncoding('utf8').on('data', (chunk) => (text += chunk));
		child.on('close', (exitCode, signal) => {
			const line = text.split('\n').find((each) => /^\s*(Uncaught )?[\w.]*(Error|Exception)\b/.test(each));
			const problem = signal ? `ended by ${signal}` : (line ?? `exit code ${exitCode}`).trim().slice(0, 200);
			resolve({ name, passed: exitCode === 0, problem: exitCode === 0 ? '' : problem });
		});
	});
}

const names = process.argv.slice(2);
async function place() {
	for (let name = names.shift(); name; name = names.shift())
		process.stdout.write(`${JSON.stringify(await run(name))}\n`);
}
await Promise.all(Array.from({ length: PLACES }, place));
