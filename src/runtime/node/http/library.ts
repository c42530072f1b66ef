/** What the parser needs of Node's library, which is there only once it runs. */
import type { Context } from '../context.ts';

type BufferModule = {
	Buffer: { from(bytes: ArrayBufferLike, offset: number, length: number): Uint8Array };
};
type Options = { getOptionValue(name: string): number };

export function libraryOf(context: Context) {
	return {
		bufferOf(bytes: Uint8Array): Uint8Array {
			const { Buffer } = context.requireBuiltin('buffer') as BufferModule;
			return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
		},
		/** Bytes. */
		defaultHeaderSize(): number {
			const { getOptionValue } = context.requireBuiltin('internal/options') as Options;
			return getOptionValue('--max-http-header-size');
		}
	};
}
