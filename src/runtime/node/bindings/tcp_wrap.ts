/** Sockets: the kernel has no ports yet, so everything that would use one fails at once and says so. */
import type { BindingFactory } from '../context.ts';
import { streamHandleClass } from '../streams/handle.ts';

type ConnectRequest = {
	oncomplete(status: number, handle: unknown, request: unknown, readable: boolean, writable: boolean): void;
};

export const tcp_wrap: BindingFactory = (context, shape) => {
	const { loop, errno } = context;
	class TCP extends streamHandleClass(context) {
		open() {
			return errno('ENOTSUP');
		}
		bind() {
			return errno('ENOTSUP');
		}
		bind6() {
			return errno('ENOTSUP');
		}
		listen() {
			return errno('ENOTSUP');
		}
		connect(request: ConnectRequest) {
			loop.enqueue(() => request.oncomplete(errno('ECONNREFUSED'), this, request, false, false));
			return 0;
		}
		connect6(request: ConnectRequest) {
			return this.connect(request);
		}
		getsockname() {
			return errno('ENOTCONN');
		}
		getpeername() {
			return errno('ENOTCONN');
		}
		setNoDelay() {
			return 0;
		}
		setKeepAlive() {
			return 0;
		}
		reset() {
			return 0;
		}
	}
	return { TCP, TCPConnectWrap: class TCPConnectWrap {}, constants: shape['constants'] };
};
