/** What the kernel does for one process that uses the network: protocol/network.ts. */
import type { Connection, NetworkCalls } from '../protocol/network.ts';
import { CodedError } from '../wire/coded-error.ts';
import type { Handlers } from '../wire/wire.ts';
import { requestOutside } from './outside.ts';
import type { Way } from './gateway.ts';
import type { Process } from './process.ts';
import type { Processes } from './processes.ts';
import { Listener, SocketEnd, type Arrival } from './socket.ts';

/** Connections to the outside, by this machine's end. */
const ways = new WeakMap<object, Way>();

export function networkCalls(processes: Processes, process: Process): Handlers<NetworkCalls> {
	const { descriptions, network, broker } = processes;
	const connected = ({ end, local, peer, way }: Arrival): Connection => {
		// A process that ended while it waited would hold it for ever.
		if (process.status) {
			end.close();
			throw new CodedError('ESRCH');
		}
		if (way) ways.set(end, way);
		const description = process.hold(descriptions.add(end));
		return { description, local, peer, ...(way ? { outside: true } : {}) };
	};
	return {
		listen(wanted, options) {
			const { listener, at } = network.listen(wanted, options);
			return { description: process.hold(descriptions.add(listener)), at };
		},
		accept(id) {
			const listener = descriptions.get(id);
			if (!(listener instanceof Listener)) throw new CodedError('EINVAL');
			return listener.accept(connected, process);
		},
		connect: (to, from) => connected(network.connect(to, from)),
		resolve: (name) => network.resolve(name),
		secure(id) {
			const way = ways.get(descriptions.get(id));
			if (!way) throw new CodedError('ENOTCONN');
			way.secure = true;
		},
		reset(id) {
			const socket = descriptions.get(id);
			if (socket instanceof SocketEnd) socket.reset();
		},
		async request(request) {
			const { head, body } = await requestOutside(broker(), request);
			return { ...head, body: process.hold(descriptions.add(body)) };
		}
	};
}
