/** What the kernel does for one process that uses the network: protocol/network.ts. */
import type { Connection, NetworkCalls } from '../protocol/network.ts';
import { CodedError } from '../wire/coded-error.ts';
import type { Handlers } from '../wire/wire.ts';
import { requestOutside } from './outside.ts';
import type { Process } from './process.ts';
import type { Processes } from './processes.ts';
import { Listener, SocketEnd, type Arrival } from './socket.ts';

export function networkCalls(processes: Processes, process: Process): Handlers<NetworkCalls> {
	const { descriptions, network, broker } = processes;
	const connected = ({ end, local, peer }: Arrival): Connection => {
		// A process that ended while it waited would hold it for ever.
		if (process.status) {
			end.close();
			throw new CodedError('ESRCH');
		}
		return { description: process.hold(descriptions.add(end)), local, peer };
	};
	return {
		listen(wanted, options) {
			const { listener, at } = network.listen(wanted, options);
			return { description: process.hold(descriptions.add(listener)), at };
		},
		accept(id) {
			const listener = descriptions.get(id);
			if (!(listener instanceof Listener)) throw new CodedError('EINVAL');
			return listener.accept(connected);
		},
		connect: (to, from) => connected(network.connect(to, from)),
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
