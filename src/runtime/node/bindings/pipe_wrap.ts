import type { BindingFactory } from '../context.ts';
import { descriptorsOf } from '../descriptors.ts';
import { streamHandleClass } from '../streams/handle.ts';

type ConnectRequest = {
	oncomplete(status: number, handle: unknown, request: unknown, readable: boolean, writable: boolean): void;
};

const IPC = 2;

export const pipe_wrap: BindingFactory = (context, shape) => {
	const { loop, errno } = context;
	class Pipe extends streamHandleClass(context) {
		readonly ipc: boolean;
		constructor(type: number) {
			super();
			this.ipc = type === IPC;
		}
		open(fd: number) {
			const description = descriptorsOf(context).share(fd);
			this.attach(description, fd);
			return 0;
		}
		/** Named pipes and Unix sockets have no place in the kernel. */
		bind() {
			return errno('ENOTSUP');
		}
		listen() {
			return errno('ENOTSUP');
		}
		connect(request: ConnectRequest) {
			loop.enqueue(() => request.oncomplete(errno('ENOENT'), this, request, false, false));
			return 0;
		}
		fchmod() {
			return 0;
		}
		setPendingInstances() {}
	}
	return { Pipe, PipeConnectWrap: class PipeConnectWrap {}, constants: shape['constants'] };
};
