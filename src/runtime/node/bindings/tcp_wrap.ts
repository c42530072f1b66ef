/** TCP over the kernel's ports. There is nothing but the loopback: options of the network have no effect. */
import type { Endpoint } from '../../protocol/network.ts';
import type { BindingFactory } from '../context.ts';
import { descriptorsOf } from '../descriptors.ts';
import { socketHandleClass, type ConnectRequest } from '../streams/socket.ts';
import { isIPv4, isIPv6 } from '../streams/addresses.ts';

type AddressOut = { address?: string; port?: number; family?: string };
/** Bits of libuv's uv_tcp_flags. */
const [IPV6_ONLY, REUSE_PORT] = [1, 2];
const SERVER = 1;

// eslint-disable-next-line max-lines-per-function -- a class that closes over its process; its methods are short
export const tcp_wrap: BindingFactory = (context, shape) => {
	const { errno, calls } = context;

	class TCP extends socketHandleClass(context) {
		#bound: { address: string; port: number } | null = null;
		#flags = 0;

		/** `maker`: who accepted it. */
		constructor(type: number, maker?: object) {
			super();
			context.resources.open(this, type === SERVER ? 'TCPSERVERWRAP' : 'TCPWRAP', this, maker);
		}

		open(fd: number) {
			this.attach(descriptorsOf(context).share(fd), fd);
			return 0;
		}
		bind(address: string, port: number, flags = 0) {
			if (!isIPv4(address)) return errno('EINVAL');
			return this.#bind(address, port, flags);
		}
		bind6(address: string, port: number, flags = 0) {
			if (!isIPv6(address)) return errno('EINVAL');
			return this.#bind(address, port, flags);
		}
		#bind(address: string, port: number, flags: number) {
			if (this.#bound) return errno('EINVAL');
			this.#bound = { address, port };
			this.#flags = flags;
			return 0;
		}
		protected override place() {
			const has = (flag: number) => (this.#flags & flag) !== 0;
			const options = { ipv6Only: has(IPV6_ONLY), reusePort: has(REUSE_PORT) };
			return { at: this.#bound ?? { address: '0.0.0.0', port: 0 }, options };
		}
		protected override makeClient() {
			return new TCP(0, this);
		}
		connect(request: ConnectRequest, address: string, port: number) {
			return isIPv4(address) ? this.connectTo(request, { address, port }) : errno('EINVAL');
		}
		connect6(request: ConnectRequest, address: string, port: number) {
			return isIPv6(address) ? this.connectTo(request, { address, port }) : errno('EINVAL');
		}
		getsockname(into: AddressOut) {
			return tell(this.local ?? this.#bound, into) ? 0 : errno('EBADF');
		}
		getpeername(into: AddressOut) {
			return tell(this.peer, into) ? 0 : errno('ENOTCONN');
		}
		setNoDelay() {
			return 0;
		}
		setKeepAlive() {
			return 0;
		}
		setSimultaneousAccepts() {
			return 0;
		}
		/** The other side reads ECONNRESET. */
		reset(callback?: () => void) {
			if (this.keeper.closed) return errno('EBADF');
			if (this.description) void calls.reset(this.description);
			this.close(callback);
			return 0;
		}
	}
	return { TCP, TCPConnectWrap: class TCPConnectWrap {}, constants: shape['constants'] };
};

function tell(endpoint: Endpoint | null, into: AddressOut): boolean {
	if (!endpoint || !('address' in endpoint)) return false;
	const { address, port } = endpoint;
	Object.assign(into, { family: isIPv6(address) ? 'IPv6' : 'IPv4', address, port });
	return true;
}
