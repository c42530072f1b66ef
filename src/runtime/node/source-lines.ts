/** The text that a stack trace or a syntax error points at. */
import type { Context } from './context.ts';
import { parse } from './esm/ast.ts';

/** Line `line` (from 1) of a path or file: URL; undefined where it cannot be read. */
export function readSourceLine(
	{ files, requireBuiltin }: Context,
	url: string,
	line: number
): string | undefined {
	if (url === '' || url.startsWith('node:')) return undefined;
	const { fileURLToPath } = requireBuiltin('internal/url') as { fileURLToPath(url: string): string };
	const path = url.startsWith('file:') ? fileURLToPath(url) : url;
	const ino = files.find(path, true);
	if (!ino) return undefined;
	return new TextDecoder().decode(files.readFile(ino)).split('\n')[line - 1];
}

/** Blanks under `before` (tabs stay tabs), then carets. */
export function caretUnder(before: string, length = 1): string {
	return before.replace(/[^\t]/g, ' ') + '^'.repeat(length);
}

/**
 * "file:line", the line and carets, as Node shows where a script does not parse. The engine does not say where an evaluated text is
 * wrong, so a second parser looks; where it finds nothing wrong, only the file's name is known.
 */
export function syntaxErrorPlace(code: string, filename: string): string {
	try {
		parse(code, { allowReturnOutsideFunction: true });
		return filename;
	} catch (error) {
		const { pos, loc } = error as { pos?: number; loc?: { line: number; column: number } };
		if (pos === undefined || !loc) return filename;
		const text = code.split('\n')[loc.line - 1] ?? '';
		const token = /^(?:[\w$]+|.)/.exec(text.slice(loc.column))?.[0] ?? ' ';
		return `${filename}:${loc.line}\n${text}\n${caretUnder(text.slice(0, loc.column), token.length)}`;
	}
}
