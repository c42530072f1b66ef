import type { BindingFactory } from '../context.ts';
import { bytesOf, decode, encode, type Encoding } from '../encoding.ts';
import { checkContent, contentOf, notValid } from '../text-decoding.ts';

/** Flags of `getConverter` and `decode` in Node's lib/internal/encoding.js. */
const [FLUSH, FATAL, IGNORE_BOM] = [1, 2, 4];

/** East Asian wide and fullwidth ranges. https://www.unicode.org/reports/tr11/ */
const WIDE: [from: number, to: number][] = [
	[0x1100, 0x115f],
	[0x2e80, 0x303e],
	[0x3041, 0xa4cf],
	[0xa960, 0xa97c],
	[0xac00, 0xd7a3],
	[0xf900, 0xfaff],
	[0xfe30, 0xfe6f],
	[0xff01, 0xff60],
	[0xffe0, 0xffe6],
	[0x1f200, 0x1f202],
	[0x1f210, 0x1f23b],
	[0x1f240, 0x1f248],
	[0x1f250, 0x1f251],
	[0x1f260, 0x1f265],
	[0x1f300, 0x1f64f],
	[0x1f680, 0x1f6ff],
	[0x1f900, 0x1f9ff],
	[0x20000, 0x3fffd]
];

/** Columns of a terminal. */
function widthOf(character: string): number {
	const point = character.codePointAt(0) ?? 0;
	if (point < 0x20 || (point >= 0x7f && point < 0xa0)) return 0;
	if (point < 0x300) return 1;
	if (/\p{Mn}|\p{Me}|\p{Cf}/u.test(character)) return 0;
	return WIDE.some(([from, to]) => point >= from && point <= to) ? 2 : 1;
}

/** UErrorCode of ICU. */
const ILLEGAL_ARGUMENT = 1;
const TRANSCODED = ['ascii', 'latin1', 'utf8', 'utf16le'] satisfies Encoding[];
const isTranscoded = (name: string): name is (typeof TRANSCODED)[number] =>
	TRANSCODED.some((known) => known === name);

export const icu: BindingFactory = ({ native, requireBuiltin }) => ({
	getStringWidth(text: string) {
		let width = 0;
		for (const character of text.normalize('NFC')) width += widthOf(character);
		return width;
	},
	icuErrName: (code: number) => (code === ILLEGAL_ARGUMENT ? 'U_ILLEGAL_ARGUMENT_ERROR' : `U_${code}`),
	transcode(source: ArrayBufferView, from: string, to: string) {
		const { Buffer } = requireBuiltin('buffer') as { Buffer: { from(bytes: ArrayBuffer): unknown } };
		if (!isTranscoded(from) || !isTranscoded(to)) return ILLEGAL_ARGUMENT;
		const target = to;
		const text = decode(bytesOf(source), from);
		const unknown = target === 'ascii' ? /[^\0-\x7f]/gu : /[^\0-\xff]/gu;
		const fitting = target === 'ascii' || target === 'latin1' ? text.replace(unknown, '?') : text;
		return Buffer.from(encode(fitting, target).buffer);
	},
	/** ICU does not know the browsers' own one. */
	hasConverter(name: string) {
		try {
			return name !== 'x-user-defined' && Boolean(new native.TextDecoder(name));
		} catch {
			return false;
		}
	},
	getConverter: (name: string, flags: number) => ({
		decoder: new native.TextDecoder(name, {
			fatal: (flags & FATAL) !== 0,
			ignoreBOM: (flags & IGNORE_BOM) !== 0
		})
	}),
	decode(
		{ decoder }: { decoder: TextDecoder },
		view: ArrayBufferView | ArrayBuffer,
		flags: number,
		encoding: string
	) {
		checkContent(view, 'input');
		try {
			return decoder.decode(contentOf(view), { stream: (flags & FLUSH) === 0 });
		} catch {
			throw notValid(encoding);
		}
	}
});
