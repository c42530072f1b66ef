/**
 * What every Sandbox promises, as checks that run anywhere: in Node over the in-memory one, in a page over a host.
 * A check throws when the promise is broken.
 */
import type { Layer, Sandbox } from './sandbox.ts';
import { encodeTree } from './snapshot.ts';

export type ContractCheck = { promise: string; check: (sandbox: Sandbox) => Promise<void> };

const encoder = new TextEncoder();
const decoder = new TextDecoder();

const repo = layer('repo', '', { 'a.txt': 'one\n', 'lib/b.txt': 'two\n', 'lib/gone.txt': 'three\n' });
const environment = layer('environment', 'node_modules', { 'left/index.js': 'module.exports = 1;\n' });

function layer(role: Layer['role'], mountPoint: string, files: Record<string, string>): Layer {
	const tree = new Map(Object.entries(files).map(([path, text]) => [path, { bytes: encoder.encode(text) }]));
	return { id: `${role}-of-the-contract`, role, mountPoint, snapshot: encodeTree(tree) };
}

/** Compares as JSON; says both. */
export function same(actual: unknown, expected: unknown, what: string): void {
	const [got, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
	if (got !== wanted) throw new Error(`${what}: expected ${wanted}, got ${got}`);
}

async function refusal(promise: Promise<unknown>): Promise<string> {
	return promise.then(
		() => 'no refusal',
		(error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : String(error))
	);
}

export const filesContract: readonly ContractCheck[] = [
	{
		promise: 'a mounted layer can be read, and a later layer is laid over an earlier one',
		async check(sandbox) {
			await sandbox.mount([repo, environment, layer('repo', '', { 'a.txt': 'other\n' })]);
			same(decoder.decode(await sandbox.read('a.txt')), 'other\n', 'a.txt');
			same(decoder.decode(await sandbox.read('lib/b.txt')), 'two\n', 'lib/b.txt');
			same(
				decoder.decode(await sandbox.read('node_modules/left/index.js')),
				'module.exports = 1;\n',
				'environment'
			);
			same(await sandbox.changes(), [], 'changes after mounting');
		}
	},
	{
		promise: 'a layer can be mounted again: mounting replaces everything',
		async check(sandbox) {
			await sandbox.mount([repo]);
			await sandbox.write('extra.txt', 'x');
			await sandbox.mount([repo]);
			same(await refusal(sandbox.read('extra.txt')), 'ENOENT', 'reading what was there before');
			same(await sandbox.changes(), [], 'changes');
		}
	},
	{
		promise: 'changes names what was written, made and kept, with contents behind blob',
		async check(sandbox) {
			await sandbox.mount([repo, environment]);
			await sandbox.write('a.txt', 'changed\n');
			await sandbox.write('new/c.bin', new Uint8Array([0, 255, 128]));
			const changes = await sandbox.changes();
			same(
				changes.map(({ path, before }) => [path, before === null]),
				[
					['a.txt', false],
					['new/c.bin', true]
				],
				'changed paths'
			);
			const blobs = await Promise.all(changes.map(({ after }) => sandbox.blob(after ?? '')));
			same(
				blobs.map((bytes) => [...bytes]),
				[[...encoder.encode('changed\n')], [0, 255, 128]],
				'contents'
			);
		}
	},
	{
		promise: 'a snapshot brings back files that were changed, made or removed since',
		async check(sandbox) {
			await sandbox.mount([repo]);
			const snapshot = await sandbox.snapshot();
			await sandbox.write('a.txt', 'changed\n');
			await sandbox.write('new.txt', 'new\n');
			await sandbox.restore(snapshot);
			same(await sandbox.changes(), [], 'changes after restoring');
			same(await refusal(sandbox.read('new.txt')), 'ENOENT', 'reading the new file');
		}
	},
	{
		promise: 'a missing file and a path outside are refused by code',
		async check(sandbox) {
			await sandbox.mount([repo]);
			same(await refusal(sandbox.read('nothing.txt')), 'ENOENT', 'a missing file');
			same(await refusal(sandbox.read('../etc/passwd')), 'E_PATH', 'a path above');
			same(await refusal(sandbox.write('/etc/passwd', 'x')), 'E_PATH', 'an absolute path');
		}
	}
];

export const commandsContract: readonly ContractCheck[] = [
	{
		promise: 'a command sees the files, and its exit code is a result',
		async check(sandbox) {
			await sandbox.mount([repo]);
			const { output, exitCode } = await sandbox.run('cat a.txt; node -e "process.exit(3)"');
			same([output, exitCode], ['one\n', 3], 'result');
			same((await sandbox.run('no-such-command')).exitCode, 127, 'exit code of a missing command');
		}
	},
	{
		promise: 'what a command changes is in changes',
		async check(sandbox) {
			await sandbox.mount([repo]);
			await sandbox.run('rm lib/gone.txt && printf four > lib/b.txt');
			same(
				(await sandbox.changes()).map(({ path, after }) => [path, after === null]),
				[
					['lib/b.txt', false],
					['lib/gone.txt', true]
				],
				'changes'
			);
		}
	},
	{
		promise: 'output arrives while the command runs, in order and whole',
		async check(sandbox) {
			await sandbox.mount([repo]);
			let heard = '';
			const { output } = await sandbox.run('echo first; echo "zweite Zeile: äöü€😀"', {
				onOutput: (text) => (heard += text)
			});
			same(output, 'first\nzweite Zeile: äöü€😀\n', 'output');
			same(heard, output, 'what onOutput heard');
		}
	},
	{
		promise: 'env and cwd reach the command',
		async check(sandbox) {
			await sandbox.mount([repo]);
			const { output } = await sandbox.run('cat b.txt; node -p process.env.GREETING', {
				cwd: 'lib',
				env: { GREETING: 'hello' }
			});
			same(output, 'two\nhello\n', 'output');
		}
	},
	{
		promise: 'an endless command ends at its time limit, and the sandbox goes on',
		async check(sandbox) {
			await sandbox.mount([repo]);
			const { timedOut, exitCode } = await sandbox.run('node -e "for(;;);"', { timeout: 700 });
			same([timedOut, exitCode !== 0], [true, true], 'result');
			same((await sandbox.run('echo alive')).output, 'alive\n', 'the next command');
		}
	},
	{
		promise: 'aborting a command rejects with the reason of the signal',
		async check(sandbox) {
			await sandbox.mount([repo]);
			const aborter = new AbortController();
			const running = sandbox.run('node -e "for(;;);"', { signal: aborter.signal });
			setTimeout(() => aborter.abort(new Error('enough')), 300);
			const reason = await running.catch((error: unknown) =>
				error instanceof Error ? error.message : String(error)
			);
			same(reason, 'enough', 'reason');
		}
	},
	{
		promise: 'a command that is aborted while it is still being started rejects and is ended',
		async check(sandbox) {
			await sandbox.mount([repo]);
			const aborter = new AbortController();
			const running = sandbox.run('node -e "for(;;);"', { signal: aborter.signal });
			aborter.abort(new Error('enough'));
			const reason = await running.catch((error: unknown) =>
				error instanceof Error ? error.message : String(error)
			);
			same(reason, 'enough', 'reason');
		}
	}
];
