/**
 * Sockets between processes. The machine has its loopback: 127.0.0.0/8, ::1, and the wildcards; ports are the kernel's. The one host
 * outside that has an address is the npm registry: a connection to it ends in the kernel, which reads HTTP from it and asks the broker
 * (broker.ts). Everything else that would leave the machine is refused with EBLOCKED: names when they are looked up, addresses when they are connected to.
 */
import type { OutsideHead, OutsideRequest } from './broker.ts';
import type { Description } from './syscalls.ts';

/** An IP address and port; or the path of a Unix socket ('' = nobody named it). */
export type Endpoint = { address: string; port: number } | { path: string };

export type Connection = {
	description: Description;
	local: Endpoint;
	peer: Endpoint;
	/** Its other end is not in this machine. */
	outside?: boolean;
};

export type ListenOptions = {
	/** '::' without the addresses of IPv4. */
	ipv6Only?: boolean;
	/** Others who say so too may have the same address: connections go to one after the other. */
	reusePort?: boolean;
};

export interface NetworkCalls {
	/** Port 0 = any free one: `at` is where it listens. EADDRINUSE, EADDRNOTAVAIL; for paths EACCES. */
	listen(at: Endpoint, options: ListenOptions): { description: Description; at: Endpoint };
	/** Waits for the next connection to a listening socket. ECANCELED when it is closed meanwhile. */
	accept(listener: Description): Connection;
	/** ECONNREFUSED, EBLOCKED; for paths ENOENT. `from` port 0 = any. */
	connect(to: Endpoint, from: Endpoint | null): Connection;
	/** The addresses of a host outside. EBLOCKED: the broker will not let anything through to it. ENOTFOUND: the name can have none. */
	resolve(name: string): string[];
	/** What is written to this connection to the outside is meant for TLS: its requests are https. */
	secure(socket: Description): void;
	/** Breaks a connection: the other side reads ECONNRESET. */
	reset(socket: Description): void;
	/**
	 * One request to the outside, by the host's broker; answers when the head is there. The body is read with `read` from a
	 * description; closing that abandons the rest. EBLOCKED, ENETUNREACH.
	 */
	request(request: OutsideRequest): OutsideHead & { body: Description };
}
