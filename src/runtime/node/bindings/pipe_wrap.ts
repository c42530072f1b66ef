/** Pipes to other processes, IPC channels, and Unix sockets by their path. */
import type { BindingFactory } from '../context.ts';
import { descriptorsOf } from '../descriptors.ts';
import { socketHandleClass, type ConnectRequest } from '../streams/socket.ts';

const IPC = 2;

export const pipe_wrap: BindingFactory = (context, shape) => {
	const { errno } = context;
	class Pipe extends socketHandleClass(context) {
		readonly ipc: boolean;
		#path: string | null = null;

		constructor(type: number) {
			super();
			this.ipc = type === IPC;
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
			return new Pipe(0);
		}
		connect(request: ConnectRequest, path: string) {
			return this.connectTo(request, { path: absolute(path) });
		}
		fchmod() {
			return 0;
		}
		setPendingInstances() {}
	}
	const absolute = (path: string) => (path.startsWith('\0') ? path : context.resolve(path));
	return { Pipe, PipeConnectWrap: class PipeConnectWrap {}, constants: shape['constants'] };
};
