/** What node's stream_base makes of any stream: how it is told of what was read, and the ways to write text and bytes. */
import { coded } from '../coded.ts';
import type { Context } from '../context.ts';
import { bytesOf, encode, encodingOf, type Encoding } from '../encoding.ts';

/** Hears what a stream reads in place of its `onread`: the HTTP parser. `bytes` null = the end, or an error. */
export type Consumer = { onStreamRead(status: number, bytes: Uint8Array | null): void };
export type WriteRequest = { oncomplete(status: number, handle: unknown, error: unknown): void };
export type ShutdownRequest = { oncomplete(status: number, handle: unknown, error: unknown): void };
/** `isOwn`: nobody else has them, so they need not be copied. */
export type Written = { parts: Uint8Array[]; isOwn: boolean };

export type BaseStream = InstanceType<ReturnType<typeof streamBaseClass>>;

/** Fields of stream_wrap's streamBaseState. */
const [READ_BYTES_OR_ERROR, ARRAY_BUFFER_OFFSET, BYTES_WRITTEN, LAST_WRITE_WAS_ASYNC] = [0, 1, 2, 3];

const classes = new WeakMap<Context, ReturnType<typeof makeClass>>();

/** One class per process. */
export function streamBaseClass(context: Context) {
	let made = classes.get(context);
	if (!made) classes.set(context, (made = makeClass(context)));
	return made;
}

// eslint-disable-next-line max-lines-per-function -- a class that closes over its process; its methods are short
function makeClass(context: Context) {
	const state = () => context.internalBinding('stream_wrap')['streamBaseState'] as Int32Array;

	return class StreamBase {
		/** The descriptor number it was opened from; -1 = none. */
		fd = -1;
		bytesRead = 0;
		bytesWritten = 0;
		onread: ((buffer: ArrayBuffer | undefined) => unknown) | undefined;
		/** Set: bytes are read into it, and `onread` is told only how many; what it returns is the next. */
		userBuffer: Uint8Array | null = null;
		consumer: Consumer | null = null;
		readonly isStreamBase = true;

		getAsyncId() {
			return context.resources.idOf(this);
		}
		getProviderType() {
			return context.resources.providerOf(this);
		}
		asyncReset(shown?: object) {
			context.resources.reset(this, shown);
		}
		useUserBuffer(buffer: ArrayBufferView) {
			this.userBuffer = bytesOf(buffer);
		}

		/** What the consumer does not want: an end, an error. */
		passRead(status: number): void {
			this.tell(status, undefined);
		}
		protected tell(status: number, buffer: ArrayBuffer | undefined): void {
			const fields = state();
			fields[READ_BYTES_OR_ERROR] = status;
			fields[ARRAY_BUFFER_OFFSET] = 0;
			const next = this.onread?.(buffer);
			if (this.userBuffer && ArrayBuffer.isView(next)) this.useUserBuffer(next);
		}
		/** The end, or a negative errno. */
		protected tellEnd(status: number): void {
			if (this.consumer) this.consumer.onStreamRead(status, null);
			else this.tell(status, undefined);
		}
		protected tellBytes(chunk: Uint8Array): void {
			this.bytesRead += chunk.length;
			if (this.consumer) return this.consumer.onStreamRead(chunk.length, chunk);
			const whole = chunk.byteLength === chunk.buffer.byteLength ? chunk : chunk.slice();
			this.tell(whole.length, whole.buffer as ArrayBuffer);
		}

		/** `length` bytes are being written. */
		protected countWrite(length: number, isLater: boolean): void {
			const fields = state();
			fields[BYTES_WRITTEN] = length;
			fields[LAST_WRITE_WAS_ASYNC] = isLater ? 1 : 0;
			this.bytesWritten += length;
		}
		/** The write goes on after the call has returned. */
		protected completesLater(): void {
			state()[LAST_WRITE_WAS_ASYNC] = 1;
		}
		/** A negative errno, or 0. */
		protected writeParts(_request: WriteRequest, _written: Written): number {
			return context.errno('EBADF');
		}
		#writeText(request: WriteRequest, text: string, encoding: Encoding) {
			return this.writeParts(request, { parts: [encode(text, encoding)], isOwn: true });
		}
		writeBuffer(request: WriteRequest, view: ArrayBufferView) {
			if (!ArrayBuffer.isView(view))
				throw coded(new TypeError('Second argument must be a buffer'), 'ERR_INVALID_ARG_TYPE');
			return this.writeParts(request, { parts: [bytesOf(view)], isOwn: false });
		}
		writeUtf8String(request: WriteRequest, text: string) {
			return this.#writeText(request, text, 'utf8');
		}
		writeLatin1String(request: WriteRequest, text: string) {
			return this.#writeText(request, text, 'latin1');
		}
		writeAsciiString(request: WriteRequest, text: string) {
			return this.#writeText(request, text, 'latin1');
		}
		writeUcs2String(request: WriteRequest, text: string) {
			return this.#writeText(request, text, 'utf16le');
		}
		/** All buffers; or text, encoding, text, encoding, ... */
		writev(request: WriteRequest, chunks: unknown[], allBuffers: boolean) {
			const parts: Uint8Array[] = [];
			for (let at = 0; at < chunks.length; at += allBuffers ? 1 : 2) {
				const chunk = chunks[at];
				parts.push(
					typeof chunk === 'string'
						? encode(chunk, encodingOf(chunks[at + 1]))
						: bytesOf(chunk as ArrayBufferView)
				);
			}
			return this.writeParts(request, { parts, isOwn: false });
		}
	};
}
