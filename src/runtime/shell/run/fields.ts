/** Fields under construction: pieces of text, how each was quoted, and where they fall apart. */

/** `split`: it came out of an unquoted expansion, so that white space in it separates fields. */
export type Piece = { text: string; quoted: boolean; split: boolean };
export type Field = Piece[];

/** Falls apart at the characters of IFS. https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_06_05 */
export function splitField(field: Field, separators: string): Field[] {
	const fields: Field[] = [];
	let current: Field | null = null;
	let afterSpace = false;
	for (const piece of field) {
		if (piece.quoted || !piece.split) {
			if (!piece.quoted && piece.text === '') continue;
			current = [...(current ?? []), piece];
			continue;
		}
		for (const char of piece.text) {
			if (!separators.includes(char)) {
				current ??= [];
				current.push({ ...piece, text: char });
				afterSpace = false;
			} else if (' \t\n'.includes(char)) {
				if (current) {
					fields.push(current);
					afterSpace = true;
				}
				current = null;
			} else {
				if (current) fields.push(current);
				else if (!afterSpace) fields.push([]);
				current = null;
				afterSpace = false;
			}
		}
	}
	if (current) fields.push(current);
	return fields;
}

/** What `read` puts into its variables; the last one takes what is left. */
export function splitLine(line: string, separators: string, count: number): string[] {
	const isSpace = (char: string) => ' \t\n'.includes(char) && separators.includes(char);
	const fields: string[] = [];
	let at = 0;
	const skip = () => {
		while (at < line.length && isSpace(line[at] ?? '')) at++;
	};
	skip();
	while (at < line.length && fields.length < count - 1) {
		const start = at;
		while (at < line.length && !separators.includes(line[at] ?? '')) at++;
		fields.push(line.slice(start, at));
		skip();
		if (at < line.length && separators.includes(line[at] ?? '') && !isSpace(line[at] ?? '')) {
			at++;
			skip();
		}
	}
	if (at < line.length || fields.length < count) fields.push(trimEnd(line.slice(at), isSpace, separators));
	return fields;
}

/** One separator at the very end of the last field is not part of it. */
function trimEnd(text: string, isSpace: (char: string) => boolean, separators: string): string {
	let end = text.length;
	while (end > 0 && isSpace(text[end - 1] ?? '')) end--;
	const last = text[end - 1] ?? '';
	const isOnly =
		end > 0 &&
		separators.includes(last) &&
		!Array.from(text.slice(0, end - 1)).some((char) => separators.includes(char));
	return text.slice(0, isOnly ? end - 1 : end);
}
