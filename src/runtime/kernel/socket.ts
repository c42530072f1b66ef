/** Both kinds of sockets as descriptions: one end of a connection, and what listens for them. */
import type { Ino } from '../protocol/file-view.ts';
import type { Connection, Endpoint } from '../protocol/network.ts';
import type { DescriptionInfo } from '../protocol/syscalls.ts';
import { CodedError } from '../wire/coded-error.ts';
import type { OpenThing } from './open.ts';
import type { Way } from './gateway.ts';
import { Pipe } from './pipe.ts';

/** Bytes that a sender may be ahead of its reader, about what Linux' loopback takes before a sender waits. */
const SOCKET_BUFFER = 1_048_576;

const info: DescriptionInfo = { kind: 'socket', ino: 0 as Ino };

export class SocketEnd implements OpenThing {
	readonly #from: Pipe;
	readonly #into: Pipe;
	constructor(from: Pipe, into: Pipe) {
		this.#from = from;
		this.#into = into;
	}
	read(length: number, _position: number | null = null, by: object | null = null, turn = 0) {
		return this.#from.read(length, by, turn);
	}
	forget(by: object, turn?: number, unheard?: Uint8Array) {
		this.#from.forget(by, turn, unheard);
	}
	write(bytes: Uint8Array) {
		return this.#into.write(bytes);
	}
	shutdown() {
		this.#into.end();
	}
	/** As TCP: what was not read makes it a reset. */
	close() {
		if (this.#from.unread > 0) this.reset();
		this.#into.end();
		this.#from.deafen();
	}
	reset() {
		this.fail('ECONNRESET');
	}
	/** The other side reads `code` in place of the end. */
	fail(code: string) {
		this.#into.fail(code);
	}
	info() {
		return info;
	}
}

export function socketPair(): [SocketEnd, SocketEnd] {
	const [there, back] = [new Pipe(SOCKET_BUFFER), new Pipe(SOCKET_BUFFER)];
	return [new SocketEnd(there, back), new SocketEnd(back, there)];
}

/** A connection that the listening side has not been given a description for yet. */
export type Arrival = {
	end: SocketEnd;
	local: Endpoint;
	peer: Endpoint;
	/** Of a connection to the outside. */
	way?: Way;
};

export class Listener implements OpenThing {
	readonly #closed: () => void;
	readonly #arrivals: Arrival[] = [];
	#waiting: { resolve(arrival: Arrival): void; reject(reason: CodedError): void; by: object }[] = [];

	/** @param closed hears once when nobody listens any more */
	constructor(closed: () => void) {
		this.#closed = closed;
	}
	arrive(arrival: Arrival): void {
		const waiting = this.#waiting.shift();
		if (waiting) waiting.resolve(arrival);
		else this.#arrivals.push(arrival);
	}
	/** What `take` makes of the next arrival: at once when it comes, so that the accepting side hears of it before the connecting one. */
	accept(take: (arrival: Arrival) => Connection, by: object): Connection | Promise<Connection> {
		const arrival = this.#arrivals.shift();
		if (arrival) return take(arrival);
		return new Promise((resolve, reject) => {
			this.#waiting.push({ resolve: (next) => resolve(take(next)), reject, by });
		});
	}
	forget(by: object) {
		const given = this.#waiting.filter((waiting) => waiting.by === by);
		this.#waiting = this.#waiting.filter((waiting) => waiting.by !== by);
		for (const { reject } of given) reject(new CodedError('ECANCELED'));
	}
	read(): Uint8Array {
		throw new CodedError('ENOTCONN');
	}
	write(): number {
		throw new CodedError('ENOTCONN');
	}
	shutdown() {}
	close() {
		this.#closed();
		for (const { end } of this.#arrivals.splice(0)) {
			end.reset();
			end.close();
		}
		for (const { reject } of this.#waiting.splice(0)) reject(new CodedError('ECANCELED'));
	}
	info() {
		return info;
	}
}
