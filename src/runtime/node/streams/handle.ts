/**
 * A stream handle as node's stream_base sees it, over a Description of the kernel's. Reading is a call that waits in the kernel;
 * writes to stdout and stderr are done before they return, as on Linux.
 */
import type { Description } from '../../protocol/syscalls.ts';
import { CodedError } from '../../wire/coded-error.ts';
import type { Context } from '../context.ts';
import { bytesOf, encode, encodingOf, type Encoding } from '../encoding.ts';
import { sharedSymbol } from '../shapes.ts';

/** Bytes asked for at once. */
const READ_SIZE = 65_536;
/** Fields of stream_wrap's streamBaseState. */
const [READ_BYTES_OR_ERROR, ARRAY_BUFFER_OFFSET, BYTES_WRITTEN, LAST_WRITE_WAS_ASYNC] = [0, 1, 2, 3];
const ONCLOSE = sharedSymbol('handle_onclose');

type WriteRequest = { oncomplete(status: number, handle: unknown, error: unknown): void };

export type StreamHandle = InstanceType<ReturnType<typeof streamHandleClass>>;

const classes = new WeakMap<Context, ReturnType<typeof makeClass>>();

/** One class per process: pipes, terminals and sockets extend it. */
export function streamHandleClass(context: Context) {
	let made = classes.get(context);
	if (!made) classes.set(context, (made = makeClass(context)));
	return made;
}

// eslint-disable-next-line max-lines-per-function -- a class that closes over its process; its methods are short
function makeClass(context: Context) {
	const { loop, calls, sync, errno } = context;
	const state = () => context.internalBinding('stream_wrap')['streamBaseState'] as Int32Array;
	const codeOf = (error: unknown) => errno(error instanceof CodedError ? error.code : 'EIO');

	return class LibuvStreamWrap {
		description: Description | null = null;
		/** The descriptor number it was opened from; -1 = none. */
		fd = -1;
		bytesRead = 0;
		bytesWritten = 0;
		onread: ((buffer: ArrayBuffer | undefined) => void) | undefined;
		#reading = false;
		#pending = false;
		#referenced = true;
		#holding = false;
		#closed = false;
		#arrived: (Uint8Array | null)[] = [];

		attach(description: Description, fd = -1): void {
			this.description = description;
			this.fd = fd;
		}
		getAsyncId() {
			return 0;
		}
		getProviderType() {
			return 0;
		}
		useUserBuffer() {}
		setBlocking() {
			return 0;
		}

		ref() {
			this.#referenced = true;
			this.#hold();
		}
		unref() {
			this.#referenced = false;
			this.#hold();
		}
		hasRef() {
			return this.#referenced && !this.#closed;
		}
		/** An open handle that reads keeps the process alive. */
		#hold(): void {
			const wanted = this.#reading && this.#referenced && !this.#closed;
			if (wanted === this.#holding) return;
			this.#holding = wanted;
			if (wanted) loop.ref();
			else loop.unref();
		}

		readStart(): number {
			if (!this.description) return errno('ENOTCONN');
			if (this.#reading) return 0;
			this.#reading = true;
			this.#hold();
			while (this.#arrived.length > 0) {
				const chunk = this.#arrived.shift() ?? null;
				loop.enqueue(() => this.#deliver(chunk));
			}
			this.#request();
			return 0;
		}
		readStop(): number {
			this.#reading = false;
			this.#hold();
			return 0;
		}
		/** One read waits in the kernel at a time; what comes after readStop is kept. */
		#request(): void {
			if (this.#pending || this.#closed || !this.#reading || !this.description) return;
			this.#pending = true;
			const done = (error: Error | null, bytes?: Uint8Array) => {
				this.#pending = false;
				if (this.#closed) return;
				if (error) return this.#failed(codeOf(error));
				const chunk = bytes && bytes.length > 0 ? bytes : null;
				if (!this.#reading) this.#arrived.push(chunk);
				else this.#deliver(chunk);
				if (chunk) this.#request();
			};
			loop.complete(calls.read(this.description, READ_SIZE, null), done, false);
		}
		#deliver(chunk: Uint8Array | null): void {
			if (this.#closed) return;
			if (!chunk) return this.#failed(errno('EOF'));
			const fields = state();
			const whole = chunk.byteLength === chunk.buffer.byteLength ? chunk : chunk.slice();
			this.bytesRead += whole.length;
			fields[READ_BYTES_OR_ERROR] = whole.length;
			fields[ARRAY_BUFFER_OFFSET] = 0;
			this.onread?.(whole.buffer as ArrayBuffer);
		}
		#failed(code: number): void {
			this.readStop();
			const fields = state();
			fields[READ_BYTES_OR_ERROR] = code;
			fields[ARRAY_BUFFER_OFFSET] = 0;
			this.onread?.(undefined);
		}

		writeBytes(request: WriteRequest, bytes: Uint8Array): number {
			if (!this.description) return errno('EBADF');
			const fields = state();
			fields[BYTES_WRITTEN] = bytes.length;
			this.bytesWritten += bytes.length;
			const isStandard = this.fd >= 0 && this.fd <= 2;
			fields[LAST_WRITE_WAS_ASYNC] = isStandard ? 0 : 1;
			if (isStandard) {
				try {
					sync.write(this.description, bytes, null);
					return 0;
				} catch (error) {
					return codeOf(error);
				}
			}
			loop.complete(calls.write(this.description, bytes, null), (error) =>
				request.oncomplete(error ? codeOf(error) : 0, this, undefined)
			);
			return 0;
		}
		writeBuffer(request: WriteRequest, view: ArrayBufferView) {
			return this.writeBytes(request, bytesOf(view).slice());
		}
		#writeText(request: WriteRequest, text: string, encoding: Encoding) {
			return this.writeBytes(request, encode(text, encoding));
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
			const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
			let at = 0;
			for (const part of parts) {
				whole.set(part, at);
				at += part.length;
			}
			return this.writeBytes(request, whole);
		}
		shutdown(request: { oncomplete(status: number): void }): number {
			if (!this.description) return errno('ENOTCONN');
			loop.complete(calls.shutdown(this.description), (error) =>
				request.oncomplete(error ? codeOf(error) : 0)
			);
			return 0;
		}
		close(callback?: () => void): void {
			if (this.#closed) return;
			this.#closed = true;
			this.readStop();
			if (this.description && this.fd < 0) void calls.close(this.description);
			if (typeof callback === 'function') Reflect.set(this, ONCLOSE, callback);
			loop.enqueue(() => {
				const onclose: unknown = Reflect.get(this, ONCLOSE);
				if (typeof onclose === 'function') Reflect.apply(onclose, this, []);
			});
		}
	};
}
