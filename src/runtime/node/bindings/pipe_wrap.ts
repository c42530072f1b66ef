/** Pipes to other processes, IPC channels, and Unix sockets by their path. */
import type { Description, Passed } from '../../protocol/syscalls.ts';
import { CodedError } from '../../wire/coded-error.ts';
import type { BindingFactory } from '../context.ts';
import { descriptorsOf } from '../descriptors.ts';
import { bytesOf, encode } from '../encoding.ts';
import type { WriteRequest } from '../streams/base.ts';
import { socketHandleClass, type ConnectRequest, type SocketHandle } from '../streams/socket.ts';

const [SERVER, IPC] = [1, 2];
/** Of libuv's uv_poll_event. */
const [READABLE, WRITABLE] = [1, 2];

// eslint-disable-next-line max-lines-per-function -- a class that closes over its process; its methods are short
export const pipe_wrap: BindingFactory = (context, shape) => {
	const { errno, calls, files, sync } = context;
	class Pipe extends socketHandleClass(context) {
		readonly ipc: boolean;
		protected override readonly kind = 'pipe';
		/** What came along with what is being read, for Node's IPC channel. */
		pendingHandle: SocketHandle | null = null;
		readonly #arrivals = new WeakMap<Uint8Array, Passed>();
		#path: string | null = null;

		/** `maker`: who accepted it. */
		constructor(type: number, maker?: object) {
			super();
			this.ipc = type === IPC;
			context.resources.open(this, type === SERVER ? 'PIPESERVERWRAP' : 'PIPEWRAP', this, maker);
		}
		open(fd: number) {
			this.attach(descriptorsOf(context).share(fd), fd);
			return 0;
		}
		bind(path: string) {
			if (this.#path !== null) return errno('EINVAL');
			this.#path = absolute(path);
			return 0;
		}
		protected override place() {
			return this.#path === null ? null : { at: { path: this.#path }, options: {} };
		}
		protected override makeClient() {
			return new Pipe(0, this);
		}
		connect(request: ConnectRequest, path: string) {
			return this.connectTo(request, { path: absolute(path) });
		}
		override writeUtf8String(request: WriteRequest, text: string, handle?: unknown) {
			return handle
				? this.#send(request, encode(text, 'utf8'), handle)
				: super.writeUtf8String(request, text);
		}
		override writeBuffer(request: WriteRequest, view: ArrayBufferView, handle?: unknown) {
			return handle ? this.#send(request, bytesOf(view).slice(), handle) : super.writeBuffer(request, view);
		}
		/** A channel between processes takes a message at once, or it would keep nobody alive once it has: see unrefCounted of Node's. */
		protected override get buffersWrites() {
			return this.ipc || super.buffersWrites;
		}
		#send(request: WriteRequest, bytes: Uint8Array, handle: unknown): number {
			if (!this.ipc || !(handle instanceof socketHandleClass(context))) return errno('EINVAL');
			try {
				// Held for the other process only once the channel takes it.
				return this.writeBytes(request, bytes, (channel) => calls.send(channel, bytes, handle.passed()));
			} catch (error) {
				return errno(error instanceof CodedError ? error.code : 'EINVAL');
			}
		}
		protected override async readSome(description: Description, length: number) {
			if (!this.ipc) return super.readSome(description, length);
			const { bytes, passed } = await calls.receive(description, length);
			if (passed && this.keeper.closed) void calls.close(passed.description);
			else if (passed) this.#arrivals.set(bytes, passed);
			return bytes;
		}
		protected override arriving(chunk: Uint8Array) {
			const passed = this.#arrivals.get(chunk);
			this.pendingHandle = passed ? this.#handleOf(passed) : null;
		}
		#handleOf(passed: Passed): SocketHandle {
			const { TCP } = context.internalBinding('tcp_wrap') as { TCP: new (type: number) => SocketHandle };
			const handle = passed.kind === 'tcp' ? new TCP(0) : new Pipe(0);
			handle.adopt(passed);
			return handle;
		}
		/** Who may read and write it: as libuv, nobody else then, not even who made it. */
		fchmod(mode: number) {
			if (mode !== READABLE && mode !== WRITABLE && mode !== (READABLE | WRITABLE)) return errno('EINVAL');
			if (!this.description || this.#path === null) return errno('EBADF');
			if (this.#path.startsWith('\0')) return 0;
			const wanted = (mode & READABLE ? 0o444 : 0) | (mode & WRITABLE ? 0o222 : 0);
			sync.setMode(files.lookup(this.#path, true), wanted);
			return 0;
		}
		setPendingInstances() {}
	}
	const absolute = (path: string) => (path.startsWith('\0') ? path : context.resolve(path));
	return { Pipe, PipeConnectWrap: class PipeConnectWrap {}, constants: shape['constants'] };
};
