/** Brace expansion: a{b,c}d and {1..3}, of what is not quoted. https://www.gnu.org/software/bash/manual/html_node/Brace-Expansion.html */
import type { Part, Word } from '../parse/ast.ts';

/** A character that is not quoted, or anything else. */
type Item = string | Exclude<Part, string>;

export function expandBraces(word: Word): Word[] {
	const mayExpand = word.some((part) => part.kind === 'text' && !part.quoted && part.text.includes('{'));
	return mayExpand ? expand(itemsOf(word)).map(wordOf) : [word];
}

function itemsOf(word: Word): Item[] {
	return word.flatMap((part): Item[] =>
		part.kind === 'text' && !part.quoted ? Array.from(part.text) : [part]
	);
}

function wordOf(items: Item[]): Word {
	const word: Word = [];
	for (const item of items) {
		const last = word.at(-1);
		if (typeof item !== 'string') word.push(item);
		else if (last?.kind === 'text' && !last.quoted)
			word[word.length - 1] = { ...last, text: last.text + item };
		else word.push({ kind: 'text', text: item, quoted: false });
	}
	return word;
}

function expand(items: Item[]): Item[][] {
	for (let open = items.indexOf('{'); open >= 0; open = items.indexOf('{', open + 1)) {
		const found = choicesAt(items, open);
		if (!found) continue;
		const [before, after] = [items.slice(0, open), items.slice(found.end + 1)];
		return found.choices.flatMap((choice) => expand([...before, ...choice, ...after]));
	}
	return [items];
}

function choicesAt(items: Item[], open: number): { choices: Item[][]; end: number } | null {
	const choices: Item[][] = [[]];
	let depth = 0;
	for (let at = open + 1; at < items.length; at++) {
		const item = items[at] ?? '';
		if (item === '}' && depth === 0) {
			const [only = []] = choices;
			const range = choices.length === 1 ? rangeOf(only) : choices;
			return range ? { choices: range, end: at } : null;
		}
		if (item === '{') depth++;
		else if (item === '}') depth--;
		if (item === ',' && depth === 0) choices.push([]);
		else choices.at(-1)?.push(item);
	}
	return null;
}

function rangeOf(items: Item[]): Item[][] | null {
	if (!items.every((item) => typeof item === 'string')) return null;
	const text = items.join('');
	const match = /^(-?\d+|[a-zA-Z])\.\.(-?\d+|[a-zA-Z])(?:\.\.(-?\d+))?$/.exec(text);
	const [, from = '', to = '', by = '1'] = match ?? [];
	const letters = /^[a-zA-Z]$/.test(from);
	if (!match || letters !== /^[a-zA-Z]$/.test(to)) return null;
	const [first, last] = letters ? [from.charCodeAt(0), to.charCodeAt(0)] : [Number(from), Number(to)];
	const step = Math.abs(Number(by)) || 1;
	const width = /^-?0\d/.test(from) || /^-?0\d/.test(to) ? Math.max(from.length, to.length) : 0;
	const shown = (value: number) =>
		letters
			? String.fromCharCode(value)
			: value < 0
				? `-${String(-value).padStart(width - 1, '0')}`
				: String(value).padStart(width, '0');
	return Array.from({ length: Math.floor(Math.abs(last - first) / step) + 1 }, (_, index) =>
		Array.from(shown(first + index * (first <= last ? step : -step)))
	);
}
