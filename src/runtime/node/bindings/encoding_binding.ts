import type { BindingFactory } from '../context.ts';
import { bytesOf, latin1ToString } from '../encoding.ts';
import { toUnicode } from '../punycode.ts';
import { checkContent, contentOf, notValid } from '../text-decoding.ts';

export const encoding_binding: BindingFactory = ({ native }, shape) => {
	const encoder = new native.TextEncoder();
	const results = shape['encodeIntoResults'] as Uint32Array;
	const domain = (name: string) => {
		// IDNA alone: whether it is a host name is not asked here.
		// eslint-disable-next-line no-control-regex -- all of ASCII
		if (/^[\x00-\x7f]*$/.test(name) && !/xn--/i.test(name)) return name.toLowerCase();
		try {
			// With a last label that makes no IPv4 address of it.
			return new native.URL(`http://${name}.x`).hostname.slice(0, -2);
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
			checkContent(view, 'list');
			try {
				return new native.TextDecoder('utf-8', { ignoreBOM, fatal }).decode(contentOf(view));
			} catch {
				throw notValid('utf-8');
			}
		},
		decodeLatin1: (view: ArrayBufferView | ArrayBuffer) => latin1ToString(bytesOf(view)),
		decodeWindows1252: (view: ArrayBufferView | ArrayBuffer, ignoreBOM: boolean, fatal: boolean) =>
			new native.TextDecoder('windows-1252', { ignoreBOM, fatal }).decode(contentOf(view)),
		toASCII: domain,
		toUnicode: (name: string) => toUnicode(domain(name))
	};
};
