/** Connections of the host page to ports of the machine, for previews. */
import { CodedError } from '../wire/coded-error.ts';
import type { Network } from './network.ts';
import type { SocketEnd } from './socket.ts';

export class HostSockets {
	readonly #network: Network;
	readonly #open = new Map<number, SocketEnd>();

	constructor(network: Network) {
		this.#network = network;
	}

	/** A server may listen on one of the two families alone. @throws ECONNREFUSED */
	connect(id: number, port: number): void {
		let refusal: unknown;
		for (const address of ['127.0.0.1', '::1'])
			try {
				const { end } = this.#network.connect({ address, port }, null);
				this.#open.set(id, end);
				return;
			} catch (error) {
				refusal = error;
			}
		throw refusal;
	}

	of(id: number): SocketEnd {
		const socket = this.#open.get(id);
		if (!socket) throw new CodedError('EBADF');
		return socket;
	}

	hangUp(id: number): void {
		this.#open.get(id)?.close();
		this.#open.delete(id);
	}
}
