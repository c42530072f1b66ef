/**
 * A stream handle as node's stream_base sees it, over a Description of the kernel's. Reading is a call that waits in the kernel;
 * writes to stdout and stderr are done before they return, as on Linux; what a socket's buffer takes is done at once too.
 */
import type { Description } from '../../protocol/syscalls.ts';
import { joined } from '../../wire/bytes.ts';
import { CodedError } from '../../wire/coded-error.ts';
import type { Context } from '../context.ts';
import { bytesOf, encode, encodingOf, type Encoding } from '../encoding.ts';
import { sharedSymbol } from '../shapes.ts';
import { Keeper } from './keeper.ts';

/** Bytes asked for at once. */
const READ_SIZE = 65_536;
/** Bytes that may be on their way to the kernel before a write to a socket is not done at once. */
const SEND_BUFFER = 262_144;
/** Fields of stream_wrap's streamBaseState. */
const [READ_BYTES_OR_ERROR, ARRAY_BUFFER_OFFSET, BYTES_WRITTEN, LAST_WRITE_WAS_ASYNC] = [0, 1, 2, 3];
const ONCLOSE = sharedSymbol('handle_onclose');

/** Hears what a stream reads in place of its `onread`: the HTTP parser. `bytes` null = the end, or an error. */
export type Consumer = { onStreamRead(status: number, bytes: Uint8Array | null): void };
export type WriteRequest = { oncomplete(status: number, handle: unknown, error: unknown): void };

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
	let reads = 0;

	return class LibuvStreamWrap {
		description: Description | null = null;
		/** The descriptor number it was opened from; -1 = none. */
		fd = -1;
		bytesRead = 0;
		bytesWritten = 0;
		onread: ((buffer: ArrayBuffer | undefined) => void) | undefined;
		/** Set: bytes are read into it, and `onread` is told only how many. */
		userBuffer: Uint8Array | null = null;
		consumer: Consumer | null = null;
		readonly isStreamBase = true;
		readonly keeper = new Keeper(loop);

		constructor() {
			context.active.handles.add(this);
		}
		get resourceName() {
			return 'LibuvStreamWrap';
		}
		/** What is written counts as sent once it is on its way, as with the buffer of a socket. */
		protected get buffersWrites() {
			return false;
		}
		#reading = false;
		/** Who heard what was read when reading began. */
		#reader: unknown;
		#pending = false;
		/** The number of its latest read; up to which number they are given up. */
		#turn = 0;
		#givenUp = 0;
		#delivering = false;
		#arrived: (Uint8Array | null)[] = [];
		#inFlight = 0;
		#writeError = 0;

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
		useUserBuffer(buffer: ArrayBufferView) {
			this.userBuffer = bytesOf(buffer);
		}
		/** Bytes that are not sent yet. */
		get writeQueueSize() {
			return Math.max(0, this.#inFlight - SEND_BUFFER);
		}
		setBlocking() {
			return 0;
		}

		ref() {
			this.keeper.referenced = true;
		}
		unref() {
			this.keeper.referenced = false;
		}
		hasRef() {
			return this.keeper.referenced;
		}

		readStart(): number {
			if (!this.description) return errno('ENOTCONN');
			if (this.#reading) return 0;
			this.#reading = true;
			this.#reader = this.onread;
			this.keeper.wait('read', true);
			this.#deliverLater();
			this.#request();
			return 0;
		}
		readStop(): number {
			this.#reading = false;
			this.keeper.wait('read', false);
			return 0;
		}
		/** One read waits in the kernel at a time; what comes after readStop is kept. */
		#request(): void {
			if (this.#pending || this.keeper.closed || !this.#reading || !this.description) return;
			this.#pending = true;
			const turn = (this.#turn = ++reads);
			const done = (error: Error | null, bytes?: Uint8Array) => {
				this.#pending = false;
				if (this.keeper.closed) return;
				// It is another process's too: who goes on here has not changed.
				if (turn <= this.#givenUp || (error instanceof CodedError && error.code === 'ECANCELED'))
					return this.onread === this.#reader ? this.#request() : undefined;
				if (error) return this.#failed(codeOf(error));
				const chunk = bytes && bytes.length > 0 ? bytes : null;
				if (this.#reading && this.#arrived.length === 0) this.#deliver(chunk);
				else this.#arrived.push(chunk);
				if (chunk) this.#request();
			};
			loop.complete(this.readSome(this.description, READ_SIZE), done, false);
		}
		protected readSome(description: Description, length: number): Promise<Uint8Array> {
			return calls.read(description, length, null, this.#turn);
		}
		/** Another process reads on from here: what nobody was told of is left to it. */
		handOver(): void {
			const unheard = joined(this.#arrived.splice(0).filter((chunk) => chunk !== null));
			if (!this.description || (!this.#pending && unheard.length === 0)) return;
			sync.unread(this.description, this.#pending ? this.#turn : 0, unheard);
			this.#givenUp = this.#turn;
		}
		/** `chunk` is about to be told of. */
		protected arriving(_chunk: Uint8Array): void {}
		/** Bytes that somebody read who is not to have them: they come again, first. */
		takeBack(bytes: Uint8Array): void {
			this.#arrived.unshift(bytes);
			this.#deliverLater();
		}
		/** What has arrived, each chunk in a turn of its own, as long as somebody reads. */
		#deliverLater(): void {
			if (this.#delivering || !this.#reading || this.#arrived.length === 0) return;
			this.#delivering = true;
			loop.enqueue(() => {
				this.#delivering = false;
				if (!this.#reading) return;
				const chunk = this.#arrived.shift();
				if (chunk !== undefined) this.#deliver(chunk);
				this.#deliverLater();
			});
		}
		#deliver(chunk: Uint8Array | null): void {
			if (this.keeper.closed) return;
			if (!chunk) return this.#failed(errno('EOF'));
			if (this.userBuffer && !this.consumer) return this.#fill(this.userBuffer, chunk);
			this.bytesRead += chunk.length;
			this.arriving(chunk);
			if (this.consumer) return this.consumer.onStreamRead(chunk.length, chunk);
			const whole = chunk.byteLength === chunk.buffer.byteLength ? chunk : chunk.slice();
			this.#tell(whole.length, whole.buffer as ArrayBuffer);
		}
		/** What the consumer does not want: an end, an error. */
		passRead(status: number): void {
			this.#tell(status, undefined);
		}
		#fill(buffer: Uint8Array, chunk: Uint8Array): void {
			const part = chunk.subarray(0, buffer.length);
			buffer.set(part);
			this.bytesRead += part.length;
			const rest = chunk.subarray(part.length);
			if (rest.length > 0) this.#arrived.unshift(rest);
			this.#tell(part.length, undefined);
			this.#deliverLater();
		}
		#tell(status: number, buffer: ArrayBuffer | undefined): void {
			const fields = state();
			fields[READ_BYTES_OR_ERROR] = status;
			fields[ARRAY_BUFFER_OFFSET] = 0;
			this.onread?.(buffer);
		}
		#failed(code: number): void {
			this.readStop();
			if (this.consumer) this.consumer.onStreamRead(code, null);
			else this.#tell(code, undefined);
		}

		/** @param send instead of an ordinary write; what it takes is never done at once */
		writeBytes(
			request: WriteRequest,
			bytes: Uint8Array,
			send?: (to: Description) => Promise<unknown>
		): number {
			if (!this.description) return errno('EBADF');
			const fields = state();
			fields[BYTES_WRITTEN] = bytes.length;
			this.bytesWritten += bytes.length;
			fields[LAST_WRITE_WAS_ASYNC] = 0;
			if (this.fd >= 0 && this.fd <= 2) return this.#writeNow(this.description, bytes);
			if (this.#writeError) return this.#writeError;
			const written = send?.(this.description) ?? calls.write(this.description, bytes, null);
			this.#inFlight += bytes.length;
			context.unsent.count++;
			const settle = (error?: unknown) => {
				this.#inFlight -= bytes.length;
				context.unsent.count--;
				if (error) this.#writeError = codeOf(error);
			};
			written.then(() => settle(), settle);
			if (!send && this.buffersWrites && this.#inFlight <= SEND_BUFFER) return 0;
			fields[LAST_WRITE_WAS_ASYNC] = 1;
			loop.complete(written, (error) => request.oncomplete(error ? codeOf(error) : 0, this, undefined));
			return 0;
		}
		#writeNow(description: Description, bytes: Uint8Array): number {
			try {
				sync.write(description, bytes, null);
				return 0;
			} catch (error) {
				return codeOf(error);
			}
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
			return this.writeBytes(request, joined(parts));
		}
		shutdown(request: { oncomplete(status: number): void }): number {
			if (!this.description) return errno('ENOTCONN');
			const done = calls.shutdown(this.description);
			const complete = (error?: unknown) => request.oncomplete(error ? codeOf(error) : 0);
			if (this.writeQueueSize > 0 || !this.buffersWrites) loop.complete(done, (error) => complete(error));
			else loop.enqueue(() => complete());
			return 0;
		}
		close(callback?: () => void): void {
			if (this.keeper.closed) return;
			this.readStop();
			this.keeper.close();
			context.active.handles.delete(this);
			if (this.description && this.fd < 0) this.letGo(this.description);
			if (typeof callback === 'function') Reflect.set(this, ONCLOSE, callback);
			loop.enqueueClose(() => {
				const onclose: unknown = Reflect.get(this, ONCLOSE);
				if (typeof onclose === 'function') Reflect.apply(onclose, this, []);
			});
		}
		protected letGo(description: Description): void {
			void calls.close(description);
		}
	};
}
