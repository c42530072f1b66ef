/** Here-documents: the lines after the command, up to the delimiter. */
import type { Redirect, Word } from './ast.ts';
import { WordReader, type ParseScript } from './words.ts';

export type HereDocument = {
	redirect: Redirect;
	/** The delimiter. */
	end: string;
	/** <<-: without leading tabs. */
	strip: boolean;
	/** The delimiter was not quoted. */
	expand: boolean;
	parse: ParseScript;
};

/** Reads the text from `at`, puts it into the redirect and returns where it ends. */
export function readHereDocument(
	source: string,
	at: number,
	{ redirect, end, strip, expand, parse }: HereDocument
): number {
	let text = '';
	let next = at;
	while (next < source.length) {
		const stop = source.indexOf('\n', next);
		const raw = source.slice(next, stop < 0 ? undefined : stop);
		next = stop < 0 ? source.length : stop + 1;
		const line = strip ? raw.replace(/^\t+/, '') : raw;
		if (line === end) break;
		text += `${line}\n`;
	}
	redirect.target = expand ? expandable(text, parse) : [{ kind: 'text', text, quoted: true }];
	return next;
}

function expandable(text: string, parse: ParseScript): Word {
	const reader = new WordReader(text, 0, parse);
	const parts: Word = [];
	while (reader.at < text.length) reader.quotedPart(parts, '\\$`');
	return parts;
}
