import type { BindingFactory } from '../context.ts';
import { bytesOf, latin1ToString } from '../encoding.ts';
import { toUnicode } from '../punycode.ts';

export const encoding_binding: BindingFactory = ({ native }, shape) => {
	const encoder = new native.TextEncoder();
	const results = shape['encodeIntoResults'] as Uint32Array;
	const domain = (name: string) => {
		try {
			return new native.URL(`http://${name}`).hostname;
		} catch {
			return '';
		}
	};
	return {
		encodeInto(text: string, target: Uint8Array<ArrayBuffer>) {
			const { read, written } = encoder.encodeInto(text, target);
			results[0] = read;
			results[1] = written;
		},
		encodeUtf8String: (text: string) => encoder.encode(text),
		decodeUTF8(view: ArrayBufferView | ArrayBuffer, ignoreBOM: boolean, fatal: boolean) {
			const bytes = bytesOf(view);
			try {
				return new native.TextDecoder('utf-8', { ignoreBOM, fatal }).decode(
					bytes.buffer instanceof SharedArrayBuffer ? bytes.slice() : bytes
				);
			} catch {
				throw Object.assign(new TypeError('The encoded data was not valid for encoding utf-8'), {
					code: 'ERR_ENCODING_INVALID_ENCODED_DATA'
				});
			}
		},
		decodeLatin1: (view: ArrayBufferView | ArrayBuffer) => latin1ToString(bytesOf(view)),
		decodeWindows1252: (view: ArrayBufferView | ArrayBuffer, ignoreBOM: boolean, fatal: boolean) =>
			new native.TextDecoder('windows-1252', { ignoreBOM, fatal }).decode(bytesOf(view).slice()),
		toASCII: domain,
		toUnicode: (name: string) => toUnicode(domain(name))
	};
};
