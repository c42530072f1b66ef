/**
 * A stream handle as node's stream_base sees it, over a Description of the kernel's. Reading is a call that waits in the kernel;
 * writes to stdout and stderr are done before they return, as on Linux; what a socket's buffer takes is done at once too.
 */
import type { Description } from '../../protocol/syscalls.ts';
import { joined } from '../../wire/bytes.ts';
import { CodedError } from '../../wire/coded-error.ts';
import type { Context } from '../context.ts';
import { descriptorsOf } from '../descriptors.ts';
import { sharedSymbol } from '../shapes.ts';
import { streamBaseClass, type ShutdownRequest, type WriteRequest, type Written } from './base.ts';
import { Keeper } from './keeper.ts';

/** Bytes asked for at once. */
const READ_SIZE = 65_536;
/** Bytes that may be on their way to the kernel before a write to a socket is not done at once. */
const SEND_BUFFER = 262_144;
/** What is up to here is a standard stream. */
const STANDARD_ERROR = 2;
const ONCLOSE = sharedSymbol('handle_onclose');

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
	const { loop, calls, sync, errno, resources } = context;
	const codeOf = (error: unknown) => errno(error instanceof CodedError ? error.code : 'EIO');
	let reads = 0;

	return class LibuvStreamWrap extends streamBaseClass(context) {
		description: Description | null = null;
		readonly keeper = new Keeper(loop);

		constructor() {
			super();
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
			if (this.keeper.closed) return errno('EINVAL');
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
				try {
					if (this.#reading && this.#arrived.length === 0) this.#deliver(chunk);
					else this.#arrived.push(chunk);
				} finally {
					// Also after what a listener threw: the process may go on.
					if (chunk) this.#request();
				}
			};
			loop.complete(this.readSome(this.description, READ_SIZE), done, false, this);
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
				try {
					if (chunk !== undefined) this.#deliver(chunk);
				} finally {
					this.#deliverLater();
				}
			}, this);
		}
		#deliver(chunk: Uint8Array | null): void {
			if (this.keeper.closed) return;
			if (!chunk) return this.#failed(errno('EOF'));
			if (this.userBuffer && !this.consumer) return this.#fill(this.userBuffer, chunk);
			this.arriving(chunk);
			this.tellBytes(chunk);
		}
		#fill(buffer: Uint8Array, chunk: Uint8Array): void {
			const part = chunk.subarray(0, buffer.length);
			buffer.set(part);
			this.bytesRead += part.length;
			const rest = chunk.subarray(part.length);
			if (rest.length > 0) this.#arrived.unshift(rest);
			try {
				this.tell(part.length, undefined);
			} finally {
				this.#deliverLater();
			}
		}
		#failed(code: number): void {
			this.readStop();
			this.tellEnd(code);
		}

		/** @param send instead of an ordinary write; what it takes is never done at once */
		writeBytes(
			request: WriteRequest,
			bytes: Uint8Array,
			send?: (to: Description) => Promise<unknown>
		): number {
			if (!this.description || this.keeper.closed) return errno('EBADF');
			this.countWrite(bytes.length, false);
			if (this.fd >= 0 && this.fd <= STANDARD_ERROR) return this.#writeNow(this.description, bytes);
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
			this.completesLater();
			resources.open(request, 'WRITEWRAP', request, this);
			const complete = (error: Error | null) => {
				request.oncomplete(error ? codeOf(error) : 0, this, undefined);
				resources.close(request);
			};
			loop.complete(written, complete, true, request);
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
		protected override writeParts(request: WriteRequest, { parts, isOwn }: Written): number {
			const [only] = parts;
			return this.writeBytes(request, only && isOwn ? only : joined(parts));
		}
		shutdown(request: ShutdownRequest): number {
			if (!this.description) return errno('ENOTCONN');
			const done = calls.shutdown(this.description);
			resources.open(request, 'SHUTDOWNWRAP', request, this);
			const complete = (error?: unknown) => {
				request.oncomplete(error ? codeOf(error) : 0, this, undefined);
				resources.close(request);
			};
			if (this.writeQueueSize > 0 || !this.buffersWrites) loop.complete(done, complete, true, request);
			else loop.enqueue(() => complete(), request);
			return 0;
		}
		close(callback?: () => void): void {
			if (this.keeper.closed) return;
			this.readStop();
			this.keeper.close();
			context.active.handles.delete(this);
			if (this.description) this.#release(this.description);
			if (typeof callback === 'function') Reflect.set(this, ONCLOSE, callback);
			loop.enqueueClose(() => {
				const onclose: unknown = Reflect.get(this, ONCLOSE);
				if (typeof onclose === 'function') Reflect.apply(onclose, this, []);
				resources.close(this);
			}, this);
		}
		/** As libuv: standard streams stay open; the number of another descriptor is free again. */
		#release(description: Description): void {
			if (this.fd >= 0 && this.fd <= STANDARD_ERROR) return;
			const table = descriptorsOf(context);
			// Where somebody closed it before, the number may be another's.
			if (this.fd > STANDARD_ERROR && table.description(this.fd) !== description) return;
			if (this.fd > STANDARD_ERROR) table.giveAway(this.fd);
			this.letGo(description);
		}
		protected letGo(description: Description): void {
			void calls.close(description);
		}
	};
}
