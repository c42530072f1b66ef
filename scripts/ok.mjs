/** npm run ok: the gate. Every check in order; the first that fails ends it. */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

/** @type {[string, string[]][]} */
const steps = [
	['types of the app', ['svelte-check', '--fail-on-warnings', '--output', 'human']],
	['types of the workers', ['tsc', '-p', 'src/runtime/tsconfig.json', '--noEmit']],
	['types of the service worker', ['tsc', '-p', 'src/offline/tsconfig.json', '--noEmit']],
	['types of the host page', ['tsc', '-p', 'src/runtime/host/tsconfig.json', '--noEmit']],
	['types of the tests', ['tsc', '-p', 'tsconfig.test.json', '--noEmit']],
	['lint', ['eslint', '.', '--max-warnings', '0']],
	['format', ['prettier', '--check', '.', '--log-level', 'warn']],
	['dead code', ['knip']],
	['cycles', ['knip', '--cycles']],
	['unit tests', ['vitest', 'run']],
	['comparison with native Node', ['node', 'scripts/compare.mjs']],
	['end-to-end tests', ['playwright', 'test']]
];

const root = resolve(import.meta.dirname, '..');
const started = performance.now();
for (const [name, [tool = '', ...args]] of steps) {
	const from = performance.now();
	process.stdout.write(`\n=== ${name}\n`);
	const { status } = spawnSync(tool !== 'node' && process.platform === 'win32' ? `${tool}.cmd` : tool, args, {
		cwd: root,
		stdio: 'inherit',
		shell: process.platform === 'win32'
	});
	if (status !== 0) {
		process.stderr.write(`\nNot ok: ${name} (${tool} ended with ${status})\n`);
		process.exit(1);
	}
	process.stdout.write(`=== ${name}: ok in ${((performance.now() - from) / 1000).toFixed(1)} s\n`);
}
process.stdout.write(`\nEverything is ok (${((performance.now() - started) / 1000).toFixed(0)} s)\n`);
