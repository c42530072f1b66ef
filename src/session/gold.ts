/** Where the bug of a task is, by its gold patch. */
import { linesOf, type Lines } from '#debugger/localisation.ts';
import { baseTree } from './files.ts';
import type { TaskPack } from './parts.ts';

/** A version in package.json or a line of a change log is no place of a bug. */
const CODE = /\.[cm]?[jt]sx?$/;

/** `lengths`: lines of each file of the base. */
export type GoldLines = { gold: Lines; lengths: ReadonlyMap<string, number> };

export function goldLines({ base, gold: { patch, blobs } }: TaskPack): GoldLines {
	const decoder = new TextDecoder();
	const texts = new Map(
		[...baseTree(base)].flatMap(([path, file]) =>
			'bytes' in file ? [[path, decoder.decode(file.bytes)] as const] : []
		)
	);
	const code = patch.filter(({ path }) => CODE.test(path));
	const gold = new Map(
		(code.length > 0 ? code : patch).map(({ path, after }) => {
			const fixed = after === null ? '' : decoder.decode(blobs.get(after));
			return [path, linesOf(path, texts.get(path) ?? '', fixed)] as const;
		})
	);
	const lengths = new Map([...texts].map(([path, text]) => [path, text.split('\n').length]));
	return { gold, lengths };
}
