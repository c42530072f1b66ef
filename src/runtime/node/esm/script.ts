/** Texts that are no modules, with what the engine would do for them done in them: dynamic imports, and awaits that are followed. */
import MagicString from 'magic-string';
import { parse, type Ast } from './ast.ts';
import { Awaits, mayAwait } from './awaits.ts';
import { withColumns } from './columns.ts';
import { rewritePieces } from './pieces.ts';
import { References } from './references.ts';
import type { Count } from './transform.ts';

/**
 * A script or a function body with its dynamic imports going to `importer` and its awaits followed; null where nothing changes, or
 * it does not parse: the engine will say what is wrong with it.
 */
export function rewriteScript(
	source: string,
	importer: string,
	count: Count | null = null
): MagicString | null {
	const [imports, awaits] = [/\bimport\s*\(/.test(source), mayAwait(source)];
	if (!imports && !awaits && !count) return null;
	const text = new MagicString(source);
	if (!count && rewritePieces(source, text, importer)) return text.hasChanged() ? text : null;
	return rewriteWhole(source, { importer, imports, awaits, count });
}

type Wanted = { importer: string; imports: boolean; awaits: boolean; count: Count | null };

function rewriteWhole(source: string, { importer, imports, awaits, count }: Wanted): MagicString | null {
	let program: Ast & { body: Ast[] };
	try {
		program = parse(source, {
			sourceType: 'script',
			allowReturnOutsideFunction: true,
			allowSuperOutsideMethod: true
		});
	} catch {
		return null;
	}
	const text = new MagicString(source);
	const nothing = () => {};
	if (imports)
		new References({
			isImported: () => false,
			reference: nothing,
			importMeta: nothing,
			topLevelAwait: nothing,
			statementEnded: nothing,
			dynamicImport: (node) => text.overwrite(node.start, node.start + 'import'.length, importer)
		}).walkAll(program.body);
	count?.(text);
	if (awaits) new Awaits(source, text).run(program.body);
	return text.hasChanged() ? text : null;
}

/** A module of Node's library with its awaits followed; its columns stand in a comment at its end. */
export function rewriteLibrary(source: string): string {
	const text = mayAwait(source) ? rewriteScript(source, 'import') : null;
	return text ? withColumns(text) : source;
}
