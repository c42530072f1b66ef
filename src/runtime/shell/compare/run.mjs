/**
 * Runs scripts of cases.txt with bash, each in a fresh copy of a small project, with whatever machine this Node is on: the one that they are
 * recorded on, or the host when they are compared. Prints a line of JSON per case: {name, stdout, stderr, exitCode}.
 *
 * Arguments: names of cases; none = all. In the output, <dir> is the case's directory.
 */
import { spawn } from 'node:child_process';
import {
	chmodSync,
	cpSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Milliseconds. */
const LIMIT = 60_000;
/** Cases at once. */
const PLACES = 2;

const project = {
	'notes.txt': 'one\ntwo\nthree\n',
	'src/a.js': "exports.one = 1;\nmodule.exports.two = 2;\nconsole.log('a runs');\n",
	'src/b.js': "module.exports = require('./a.js').one;\n",
	'src/.hidden': 'hidden\n',
	'run.sh': '#!/bin/sh\necho "run: $# $1"\nexit 4\n',
	'tool.js': "#!/usr/bin/env node\nconsole.log('tool', process.argv.slice(2).join('|'));\n",
	'package.json': `${JSON.stringify(
		{
			name: 'shell-cases',
			version: '1.2.3',
			scripts: {
				test: 'node src/a.js',
				build: 'echo building',
				fail: 'exit 3',
				prehooks: 'echo before',
				hooks: 'echo hooks',
				posthooks: 'echo after',
				start: 'echo starting',
				args: 'node -p "process.argv.slice(1)"',
				env: 'echo $npm_lifecycle_event $npm_package_name $npm_package_version'
			}
		},
		null,
		2
	)}\n`,
	'node_modules/tool/package.json': '{"name":"tool","version":"1.0.0","bin":"tool.js"}\n',
	'node_modules/tool/tool.js':
		"#!/usr/bin/env node\nconsole.log('local tool', process.argv.slice(2).join('|'));\n"
};

/** @param {string} folder */
function makeProject(folder) {
	for (const [path, text] of Object.entries(project)) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), text);
	}
	for (const path of ['run.sh', 'tool.js', 'node_modules/tool/tool.js']) chmodSync(join(folder, path), 0o755);
	symlinkSync('notes.txt', join(folder, 'link'));
	mkdirSync(join(folder, 'node_modules/.bin'));
	symlinkSync('../tool/tool.js', join(folder, 'node_modules/.bin/tool'));
}

/** @returns {Map<string, string>} name -> script */
function readCases() {
	const text = readFileSync(join(import.meta.dirname, 'cases.txt'), 'utf8');
	return new Map(
		text
			.split(/^=== /m)
			.slice(1)
			.map((part) => {
				const end = part.indexOf('\n');
				return [part.slice(0, end), part.slice(end + 1)];
			})
	);
}

const root = mkdtempSync(join(tmpdir(), 'shell-'));
makeProject(join(root, 'project'));
const cases = readCases();
let count = 0;

/** @param {string} name */
function run(name) {
	const folder = join(root, `case-${++count}`);
	cpSync(join(root, 'project'), folder, { recursive: true, verbatimSymlinks: true });
	const env = {
		PATH: process.env.PATH,
		HOME: folder,
		LC_ALL: 'C.UTF-8',
		TZ: 'UTC',
		TMPDIR: '/tmp',
		npm_config_update_notifier: 'false'
	};
	return new Promise((resolve) => {
		const child = spawn('bash', ['-c', cases.get(name) ?? 'exit 99'], {
			cwd: folder,
			env,
			stdio: ['ignore', 'pipe', 'pipe'],
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
				.replaceAll(folder, '<dir>')
				.replaceAll(/[‘’]/g, "'")
				.replaceAll(`case-${folder.split('case-')[1]}`, '<dir>');
		child.on('error', (error) => (output.stderr += `${error.message}\n`));
		child.on('close', (exitCode) => {
			rmSync(folder, { recursive: true, force: true });
			resolve({ name, stdout: clean(output.stdout), stderr: clean(output.stderr), exitCode });
		});
	});
}

async function place() {
	for (let name = names.shift(); name; name = names.shift())
		process.stdout.write(`${JSON.stringify(await run(name))}\n`);
}
const names = process.argv.length > 2 ? process.argv.slice(2) : [...cases.keys()];
await Promise.all(Array.from({ length: PLACES }, place));
rmSync(root, { recursive: true, force: true });
