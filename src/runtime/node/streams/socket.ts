/** Sockets of both kinds (TCP and Unix): listening, accepting and connecting over the kernel's network. */
import type { Connection, Endpoint, ListenOptions } from '../../protocol/network.ts';
import type { Description, Passed } from '../../protocol/syscalls.ts';
import { CodedError } from '../../wire/coded-error.ts';
import type { Context } from '../context.ts';
import { streamHandleClass } from './handle.ts';

export type ConnectRequest = {
	oncomplete(status: number, handle: unknown, request: unknown, readable: boolean, writable: boolean): void;
};
export type SocketHandle = InstanceType<ReturnType<typeof socketHandleClass>>;

const classes = new WeakMap<Context, ReturnType<typeof makeClass>>();

/** One class per process. */
export function socketHandleClass(context: Context) {
	let made = classes.get(context);
	if (!made) classes.set(context, (made = makeClass(context)));
	return made;
}

// eslint-disable-next-line max-lines-per-function -- a class that closes over its process; its methods are short
function makeClass(context: Context) {
	const { loop, calls, sync, errno, resources } = context;
	const codeOf = (error: unknown) => errno(error instanceof CodedError ? error.code : 'EIO');

	return class SocketHandle extends streamHandleClass(context) {
		protected readonly kind: Passed['kind'] = 'tcp';
		local: Endpoint | null = null;
		peer: Endpoint | null = null;
		/** Its other end is not in this machine. */
		outside = false;
		onconnection: ((status: number, client?: SocketHandle) => void) | undefined;
		#listening = false;

		override get resourceName() {
			if (this.kind === 'tcp') return this.#listening ? 'TCPServerWrap' : 'TCPSocketWrap';
			return this.#listening ? 'PipeServerWrap' : 'PipeWrap';
		}
		protected override get buffersWrites() {
			return this.peer !== null;
		}
		/** A handle for an accepted connection. */
		protected makeClient(): SocketHandle {
			return new SocketHandle();
		}
		/** Where bind put it; how it listens. */
		protected place(): { at: Endpoint; options: ListenOptions } | null {
			return null;
		}
		attachConnection({ description, local, peer, outside = false }: Connection): void {
			this.attach(description);
			this.local = local;
			this.peer = peer;
			this.outside = outside;
		}

		/** As another process sent it. */
		adopt({ description, local, peer }: Passed): void {
			this.attach(description);
			this.local = local;
			this.peer = peer;
		}
		/** For another process; one that is bound listens from here on, so that both have the same. @throws errno names */
		passed(): Passed {
			if (!this.description) this.#openToPass();
			if (!this.description) throw new CodedError('EINVAL');
			this.handOver();
			sync.retain(this.description);
			return { kind: this.kind, description: this.description, local: this.local, peer: this.peer };
		}
		/** A socket whose bind failed is sent all the same, as Linux has it: whoever gets it sees that it is not where it should be. */
		#openToPass(): void {
			const place = this.place();
			try {
				this.#open(place);
			} catch (error) {
				const isTaken = error instanceof CodedError && error.code === 'EADDRINUSE';
				if (!isTaken || !place || 'path' in place.at) throw error;
				this.#open({ ...place, at: { ...place.at, port: 0 } });
			}
		}
		#open(place = this.place()): void {
			if (!place) throw new CodedError('EINVAL');
			const { description, at } = sync.listen(place.at, place.options);
			this.attach(description);
			this.local = at;
		}

		listen(): number {
			try {
				if (!this.description) this.#open();
				// What a process is given to read or write is a connected socket in libuv.
				else if (sync.describe(this.description).kind !== 'socket') return errno('EINVAL');
			} catch (error) {
				return codeOf(error);
			}
			this.#listening = true;
			this.keeper.wait('listen', true);
			this.#accept();
			return 0;
		}
		#accept(): void {
			if (!this.description || this.keeper.closed) return;
			// The client is made in no context, as in Node.
			const tell = (status: number, client?: SocketHandle) =>
				resources.run(this, () => this.onconnection?.(status, client));
			const done = (error: Error | null, connection?: Connection) => {
				if (!connection) {
					if (this.keeper.closed) return;
					// Another process has it too from now on.
					if (error instanceof CodedError && error.code === 'ECANCELED') return this.#accept();
					return tell(codeOf(error));
				}
				if (this.keeper.closed) return void calls.close(connection.description);
				this.#accept();
				const client = this.makeClient();
				client.attachConnection(connection);
				tell(0, client);
			};
			loop.complete(calls.accept(this.description), done, false, null);
		}

		protected connectTo(request: ConnectRequest, to: Endpoint): number {
			const done = (error: Error | null, connection?: Connection) => {
				if (connection && this.keeper.closed) void calls.close(connection.description);
				else if (connection) this.attachConnection(connection);
				const status = this.keeper.closed ? errno('ECANCELED') : error ? codeOf(error) : 0;
				request.oncomplete(status, this, request, true, true);
				resources.close(request);
			};
			const type = this.kind === 'tcp' ? 'TCPCONNECTWRAP' : 'PIPECONNECTWRAP';
			resources.open(request, type, request, this);
			loop.complete(calls.connect(to, this.place()?.at ?? null), done, true, request);
			return 0;
		}

		/** Whoever listens next must find the port free. */
		protected override letGo(description: Description): void {
			if (this.#listening) sync.close(description);
			else super.letGo(description);
		}
	};
}
