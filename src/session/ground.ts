/** Where the repository of a run of another tool is to be had, and its actions as they are done there. */
import type { RecordedAction } from '#agent/replay.ts';
import { asTyped, settingsOf, usesSweAgentTools, withSweAgentTools } from '#agent/swe-agent/install.ts';
import { CodedError } from '#model/coded-error.ts';
import type { TrajectoryEvent } from '#model/event.ts';
import type { Tree } from '#model/tree.ts';
import { detectTests } from '#repo/import/detect.ts';
import type { Sandbox } from '#sandbox/sandbox.ts';
import { moved } from '#share/formats/again.ts';
import { OWN_PREFIX, type CatalogueEntry, type Parts } from './parts.ts';
import type { Session } from './session.svelte.ts';

/** The first guess at where a foreign run's repository is; "" = the file says nothing that leads to one. */
export async function groundOf(parts: Parts, { head }: Pick<Session, 'head'>): Promise<string> {
	if (!head?.foreign) return '';
	const entry = taskNamed(head.task, await parts.loadCatalogue());
	if (entry) return entry.id;
	if (head.foreign.repository) return head.foreign.repository;
	return /^(@[\w.-]+\/)?[\w.-]+@\d[\w.+-]*$/.test(head.task) ? head.task : '';
}

/** The task of that id, also one of the user's own, or the one that begins with that version of a package. */
export function taskNamed(name: string, tasks: readonly CatalogueEntry[]): CatalogueEntry | undefined {
	const isNamed = ({ id }: CatalogueEntry): boolean => id === name || id === OWN_PREFIX + name;
	const isOf = (task: CatalogueEntry): boolean => `${task.package}@${task.base}` === name;
	return tasks.find(isNamed) ?? tasks.find(isOf);
}

/** A package as it is published has seldom its tests; its actions can be done all the same. */
export function testsOf(tree: Tree): ReturnType<typeof detectTests> {
	try {
		return detectTests(tree, 'the repository');
	} catch (error) {
		if (!(error instanceof CodedError)) throw error;
		return { runner: 'node-test', command: 'node --test {file}', testFiles: [] };
	}
}

/** Every file of a tree, and every folder. */
export function pathsIn(tree: Tree): ReadonlySet<string> {
	const paths = new Set<string>();
	for (const path of tree.keys())
		for (let at = path.length; at > 0; at = path.lastIndexOf('/', at - 1)) paths.add(path.slice(0, at));
	return paths;
}

/** The editor takes paths below the repository; a shell takes any. */
export function toHere({ tool, input, ...rest }: RecordedAction, root: string, here: string): RecordedAction {
	if (tool !== 'str_replace_editor') return { ...rest, tool, input: moved(input, root, here) };
	const path = String(input['path'] ?? '');
	const below = path === root ? '.' : path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path;
	return { ...rest, tool, input: { ...input, path: below } };
}

/** The commands of its own that the tool had beside the shell, where they are known here, and the actions as they are typed. */
export async function withForeignTools(
	actions: readonly RecordedAction[],
	events: readonly TrajectoryEvent[],
	sandbox: Sandbox
): Promise<{ sandbox: Sandbox; typed: readonly RecordedAction[] }> {
	if (!usesSweAgentTools(actions)) return { sandbox, typed: actions };
	const outputs = events.flatMap((event) => (event.type === 'tool-returned' ? [event.output] : []));
	const notes = events.flatMap((event) => (event.type === 'note-added' ? [event.text] : []));
	const configuration = notes.find((text) => text.startsWith('replay_config: ')) ?? null;
	return {
		sandbox: await withSweAgentTools(sandbox, settingsOf(outputs, configuration)),
		typed: actions.map(asTyped)
	};
}
