/**
 * Rewrites a script without parsing all of it: only its async functions, and where it imports. Most scripts that name `await` do so in strings, in
 * comments and in a few functions, and the largest of them (compilers) would take a parser many seconds.
 */
import type MagicString from 'magic-string';
import { parseAsync } from './ast.ts';
import { Awaits, mayAwait, type Insertions } from './awaits.ts';
import { scan } from './scan.ts';

/** Adds to `text` what follows the awaits of `source`, and names `importer` where it imports; false = nothing is done, a parser must. */
export function rewritePieces(source: string, text: MagicString, importer: string): boolean {
	const found = scan(source);
	if (!found) return false;
	const changes: (() => void)[] = [];
	let end = 0;
	for (const { start, parameters, isGenerator } of mayAwait(source) ? found.functions : []) {
		// Functions in functions came with those.
		if (start < end) continue;
		const at = parameters ?? start;
		const piece = source.slice(at);
		try {
			const node = parseAsync(piece, parameters === null ? 'arrow' : 'parameters', isGenerator);
			end = at + node.end;
			changes.push(() => new Awaits(piece, movedBy(at, text)).run([node]));
		} catch (error) {
			if (error instanceof SyntaxError) return false;
			throw error;
		}
	}
	for (const position of found.imports) text.overwrite(position, position + 'import'.length, importer);
	for (const change of changes) change();
	return true;
}

function movedBy(offset: number, text: MagicString): Insertions {
	return {
		prependLeft: (position, code) => text.prependLeft(position + offset, code),
		prependRight: (position, code) => text.prependRight(position + offset, code),
		appendLeft: (position, code) => text.appendLeft(position + offset, code)
	};
}
