/** Percent-encoding. https://url.spec.whatwg.org/#percent-encoded-bytes */

/** Whether a character of ASCII is encoded; controls and what is not ASCII always are. */
export type EncodeSet = (character: string) => boolean;

const setOf = (characters: string, from?: EncodeSet): EncodeSet => {
	const all = new Set(characters);
	return (character) => all.has(character) || (from?.(character) ?? false);
};
export const controls: EncodeSet = () => false;
export const fragmentSet = setOf(' "<>`');
export const querySet = setOf(' "#<>');
export const specialQuerySet = setOf("'", querySet);
export const pathSet = setOf('?`{}', querySet);
export const userSet = setOf('/:;=@[\\]^|', pathSet);

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const [FIRST_PRINTED, LAST_PRINTED] = [' ', '~'];

export function encodeCharacter(character: string, set: EncodeSet): string {
	if (character >= FIRST_PRINTED && character <= LAST_PRINTED && !set(character)) return character;
	let text = '';
	for (const byte of encoder.encode(character))
		text += `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
	return text;
}

export function encodeText(text: string, set: EncodeSet): string {
	let result = '';
	for (const character of text) result += encodeCharacter(character, set);
	return result;
}

/** UTF-8 without a mark at its beginning. */
export function decodeText(text: string): string {
	if (!text.includes('%')) return text;
	const bytes = encoder.encode(text);
	const decoded: number[] = [];
	for (let at = 0; at < bytes.length; at++) {
		const digits = bytes[at] === 0x25 ? String.fromCharCode(...bytes.subarray(at + 1, at + 3)) : '';
		if (/^[\da-f]{2}$/i.test(digits)) {
			decoded.push(parseInt(digits, 16));
			at += 2;
		} else decoded.push(bytes[at] ?? 0);
	}
	return decoder.decode(Uint8Array.from(decoded));
}
