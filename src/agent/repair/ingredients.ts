/** What edits are made of: literals of the code, and names and words that the issue mentions. Never what only tests say. */
import { placesIn, textOf, type Source } from './syntax.ts';

export type Ingredients = {
	/** Literals of strings as written, by how often the file has them. */
	strings: readonly string[];
	numbers: readonly string[];
	/** Quoted or code-marked pieces of the issue that look like a value. */
	issueStrings: readonly string[];
	/** Longer pieces of that kind, and words of what the issue expects, whatever they look like. */
	issueTexts: readonly string[];
	issueNumbers: readonly string[];
	/** Lower-case words of the issue. */
	words: ReadonlySet<string>;
	/** Whether the issue is about objects that inherit what they should not. */
	aboutPrototypes: boolean;
};

/** Literals of a file taken at most, most frequent first. */
const LITERALS = 12;

export function ingredientsOf(source: Source, issue: string): Ingredients {
	const [strings, numbers] = [new Map<string, number>(), new Map<string, number>()];
	for (const { node } of placesIn(source)) {
		if (node.type !== 'Literal') continue;
		const counts = typeof node.value === 'string' ? strings : typeof node.value === 'number' ? numbers : null;
		const text = textOf(source, node);
		if (text.length <= 20) counts?.set(text, (counts.get(text) ?? 0) + 1);
	}
	return {
		strings: frequent(strings),
		numbers: frequent(numbers),
		issueStrings: quoted(issue),
		issueTexts: textsOf(issue),
		issueNumbers: [...new Set(issue.match(/(?<![\w.#])\d{1,6}(?:\.\d{1,4})?(?![\w.])/g) ?? [])].slice(0, 8),
		words: new Set(issue.toLowerCase().match(/[a-z_$][\w$]*/g) ?? []),
		aboutPrototypes: /__proto__|prototype|pollut|constructor|inherit/i.test(issue)
	};
}

/** Pieces of the issue taken at most, and their length at most. */
const TEXTS = 12;
const LONG = 60;

function textsOf(issue: string): string[] {
	const expected = issue.slice(Math.max(0, issue.search(/^\W*expected\b/im)));
	const spans = (text: string) =>
		[...text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/`([^`\n]+)`/g)].map(([, one]) => one ?? '');
	const words = spans(expected).flatMap((span) => span.split(/\s+/));
	const strings = [...issue.matchAll(/(["'])((?:(?!\1)[^\\\n])+)\1/g)].map(([, , one]) => one ?? '');
	const found = [...spans(expected), ...words, ...spans(issue), ...strings];
	return [...new Set(found)].filter((text) => text !== '' && text.length <= LONG).slice(0, TEXTS);
}

/** A text as a literal of the file's own kind. */
export function literalOf({ style: { quote } }: Source, text: string): string {
	return quote + text.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`) + quote;
}

function frequent(counts: ReadonlyMap<string, number>): string[] {
	return [...counts]
		.sort(([, a], [, b]) => b - a)
		.slice(0, LITERALS)
		.map(([text]) => text);
}

function quoted(issue: string): string[] {
	const found = [...issue.matchAll(/['"`]([^'"`\n]{1,16})['"`]/g)].map(([, text]) => text ?? '');
	return [...new Set(found)].filter((text) => /^[\w$.:-]+$/.test(text)).slice(0, 6);
}
