/**
 * Sockets between processes. The machine has only its loopback: 127.0.0.0/8, ::1, and the wildcards; ports are the kernel's. Everything
 * that would leave the machine is refused with ENETUNREACH; HTTP to the outside is a request to the broker (broker.ts).
 */
import type { OutsideHead, OutsideRequest } from './broker.ts';
import type { Description } from './syscalls.ts';

/** An IP address and port; or the path of a Unix socket ('' = nobody named it). */
export type Endpoint = { address: string; port: number } | { path: string };

export type Connection = { description: Description; local: Endpoint; peer: Endpoint };

export type ListenOptions = {
	/** '::' without the addresses of IPv4. */
	ipv6Only?: boolean;
};

export interface NetworkCalls {
	/** Port 0 = any free one: `at` is where it listens. EADDRINUSE, EADDRNOTAVAIL; for paths EACCES. */
	listen(at: Endpoint, options: ListenOptions): { description: Description; at: Endpoint };
	/** Waits for the next connection to a listening socket. ECANCELED when it is closed meanwhile. */
	accept(listener: Description): Connection;
	/** ECONNREFUSED, ENETUNREACH; for paths ENOENT. `from` port 0 = any. */
	connect(to: Endpoint, from: Endpoint | null): Connection;
	/** Breaks a connection: the other side reads ECONNRESET. */
	reset(socket: Description): void;
	/**
	 * One request to the outside, by the host's broker; answers when the head is there. The body is read with `read` from a
	 * description; closing that abandons the rest. EBLOCKED, ENETUNREACH.
	 */
	request(request: OutsideRequest): OutsideHead & { body: Description };
}
