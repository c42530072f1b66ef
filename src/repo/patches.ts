/** Changes of a tree as unified diffs, both ways. What a diff cannot carry (bytes that are no UTF-8, links) travels as a file beside it. */
import { applyPatch, createTwoFilesPatch, parsePatch, type StructuredPatch } from 'diff';
import { CodedError } from '#model/coded-error.ts';
import type { Tree, TreeFile } from '#model/tree.ts';

export type Changes = { changed: Tree; deleted: readonly string[] };

const encoder = new TextEncoder();
/** Without what a decoder does for convenience: a byte order mark stays, and what is no UTF-8 is refused. */
const exact = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** null = not there, or no text. */
export function exactText(file: TreeFile | undefined): string | null {
	if (!file || !('bytes' in file)) return null;
	try {
		return exact.decode(file.bytes);
	} catch {
		return null; // not UTF-8
	}
}

const nameOf = (prefix: 'a' | 'b', path: string, is: boolean) => (is ? `${prefix}/${path}` : '/dev/null');

function fileDiff(path: string, before: string | null, after: string | null): string {
	return createTwoFilesPatch(
		nameOf('a', path, before !== null),
		nameOf('b', path, after !== null),
		before ?? '',
		after ?? ''
	).replace(/^=+\n/, '');
}

/** The changes as a unified diff, and the files that it cannot carry. */
export function diffOf(tree: Tree, { changed, deleted }: Changes): { patch: string; assets: Tree } {
	const assets = new Map<string, TreeFile>();
	const parts: string[] = [];
	// At the end: a parser takes a part without a header of git's for one with the part before it.
	const binary: string[] = [];
	for (const path of [...new Set([...changed.keys(), ...deleted])].sort()) {
		const [old, fresh] = [tree.get(path), changed.get(path)];
		const [before, after] = [exactText(old), exactText(fresh)];
		if (fresh ? after === null || (old && before === null) : before === null) {
			if (fresh) assets.set(path, fresh);
			else if (old) binary.push(binaryDeletion(path));
			continue;
		}
		const part = fileDiff(path, before, after);
		const [change] = parsePatch(part);
		if (fresh && (!change || applied(before ?? '', change) !== after)) assets.set(path, fresh);
		else parts.push(part);
	}
	return { patch: [...parts, ...binary].join(''), assets };
}

/** As git writes it. */
const binaryDeletion = (path: string) =>
	`diff --git a/${path} b/${path}\ndeleted file mode 100644\nBinary files a/${path} and /dev/null differ\n`;

/** Line ends are part of the text: they are never made to fit. */
const applied = (text: string, change: StructuredPatch) =>
	applyPatch(text, change, { autoConvertLineEndings: false });

const bare = (name: string | undefined) => (name ?? '').replace(/^[ab]\//, '');

/**
 * The changes that a diff makes to a tree.
 * @param what is how refusals name the import
 * @throws CodedError that names the file that the diff does not fit
 */
export function changesOf(tree: Tree, patch: string, what: string): Changes {
	const changed = new Map<string, TreeFile>();
	const deleted: string[] = [];
	for (const change of parsed(patch, what)) {
		const [from, to] = [bare(change.oldFileName), bare(change.newFileName)];
		const path = to === '/dev/null' ? from : to;
		if (change.isBinary && change.isDelete) {
			deleted.push(from);
			continue;
		}
		if (change.isBinary)
			throw new CodedError('E_IMPORT', `Cannot import ${what}: its patch to ${path} is binary`);
		if (from !== to && from !== '/dev/null') deleted.push(from);
		if (to === '/dev/null') continue;
		const source = exactText(tree.get(from === '/dev/null' ? to : from)) ?? '';
		const text = applied(source, change) || applyPatch(source, change);
		if (text === false)
			throw new CodedError('E_IMPORT', `Cannot import ${what}: its patch does not apply to ${path}`);
		changed.set(to, { bytes: encoder.encode(text) });
	}
	return { changed, deleted };
}

function parsed(patch: string, what: string): StructuredPatch[] {
	if (!patch.trim()) return [];
	try {
		return parsePatch(patch);
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		throw new CodedError('E_IMPORT', `Cannot import ${what}: its patch is no unified diff (${reason})`);
	}
}

/** The tree after the changes. */
export function withChanges(tree: Tree, { changed, deleted }: Changes): Map<string, TreeFile> {
	const after = new Map(tree);
	for (const path of deleted) after.delete(path);
	for (const [path, file] of changed) after.set(path, file);
	return after;
}
