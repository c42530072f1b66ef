/** A bug put into a green repository, as a task whose fix is known. */
import { CodedError } from '#model/coded-error.ts';
import type { Tree } from '#model/tree.ts';
import { belongsToTests, textAt } from '#repo/import/detect.ts';
import { findBugs, type InjectedBug } from '#repo/inject/search.ts';
import { packOf } from '#repo/pack-of.ts';
import { decodeTree } from '#sandbox/snapshot.ts';
import type { Brought } from './import.svelte.ts';
import { withSandbox, type Watch } from './install.ts';
import { draftPack, ownId } from './own-task.ts';
import type { Parts, TaskPack } from './parts.ts';

/** Mutants tried before it is given up. */
const TRIES = 60;

export async function injectedPack(
	parts: Parts,
	repo: Brought,
	watch: Watch & { seed: number }
): Promise<TaskPack> {
	const green = await draftPack(repo, null);
	const bug = await withSandbox(parts, watch, async (sandbox) => {
		await sandbox.mount(green.base);
		const run = await parts.testsOf(green, sandbox);
		const bugs = findBugs({
			sources: sourcesOf(repo),
			write: (path, text) => sandbox.write(path, text),
			run: async () => {
				const { tests, duration } = await run({ signal: watch.signal });
				return { tests, hung: duration >= green.task.limits.testTimeout };
			},
			count: 1,
			tries: TRIES,
			seed: watch.seed,
			signal: watch.signal,
			onTry: (tried) => watch.onProgress(`Putting a bug in: ${tried} mutants tried`)
		});
		const { value } = await bugs.next();
		return value as InjectedBug | undefined;
	});
	if (!bug)
		throw new CodedError(
			'E_NO_BUG',
			`Cannot put a bug into "${repo.name}": none of ${TRIES} mutants turned some of its tests red and not all`
		);
	return packOfBug(repo, green, bug, watch.seed);
}

function sourcesOf({ tree, tests }: Brought): Map<string, string> {
	const own = [...tree.keys()].filter(
		(path) =>
			/\.[cm]?js$/.test(path) &&
			!path.startsWith('node_modules/') &&
			!belongsToTests(path) &&
			!tests.testFiles.includes(path)
	);
	return new Map(own.map((path) => [path, textAt(tree, path)]));
}

async function packOfBug(repo: Brought, green: TaskPack, bug: InjectedBug, seed: number): Promise<TaskPack> {
	const { path, operator } = bug.mutant;
	const [first = ''] = bug.failToPass;
	const layer = (role: 'repo' | 'environment'): Tree => {
		const found = green.base.find((one) => one.role === role);
		return found ? decodeTree(found.snapshot) : new Map();
	};
	const fixed = layer('repo');
	const base = new Map([...fixed, [path, { bytes: new TextEncoder().encode(bug.text) }]]);
	const good = fixed.get(path);
	const statement = `Some tests fail since the last change:\n\n${bug.failToPass.map((id) => `- ${id}\n`).join('')}\nMake them pass without changing the tests.`;
	const task = {
		...green.task,
		id: ownId(`${repo.name} ${operator} ${seed}`),
		title: `Injected: ${first} fails`,
		injected: operator,
		problemStatement: statement,
		failToPass: bug.failToPass,
		passToPass: bug.passToPass
	};
	return packOf(task, {
		base,
		tests: decodeTree(green.hiddenTests.snapshot),
		environment: layer('environment'),
		changed: new Map(good ? [[path, good]] : []),
		deleted: []
	});
}
