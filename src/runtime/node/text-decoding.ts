/** What Node's TextDecoder is given, and how it refuses. https://nodejs.org/api/util.html#class-utiltextdecoder */
import { coded } from './coded.ts';
import { bytesOf } from './encoding.ts';

const isBuffer = (value: unknown): value is ArrayBufferLike =>
	value instanceof ArrayBuffer || value instanceof SharedArrayBuffer;

export function checkContent(view: unknown, name: string): asserts view is ArrayBufferView | ArrayBufferLike {
	if (ArrayBuffer.isView(view) || isBuffer(view)) return;
	throw coded(
		new TypeError(
			`The "${name}" argument must be an instance of SharedArrayBuffer, ArrayBuffer or ArrayBufferView.`
		),
		'ERR_INVALID_ARG_TYPE'
	);
}

/** A copy: TextDecoder refuses shared memory. Of memory that was transferred nothing is left. */
export function contentOf(view: ArrayBufferView | ArrayBufferLike): Uint8Array<ArrayBuffer> {
	const buffer = ArrayBuffer.isView(view) ? view.buffer : view;
	return 'detached' in buffer && buffer.detached ? new Uint8Array() : new Uint8Array(bytesOf(view));
}

export const notValid = (encoding: string) =>
	coded(
		new TypeError(`The encoded data was not valid for encoding ${encoding}`),
		'ERR_ENCODING_INVALID_ENCODED_DATA'
	);
