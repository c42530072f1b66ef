/** A request to the outside, as the kernel passes it to the host's broker; its body is a description that pulls. */
import type { BrokerCalls, OutsideHead, OutsideRequest } from '../protocol/broker.ts';
import type { Ino } from '../protocol/file-view.ts';
import type { DescriptionInfo } from '../protocol/syscalls.ts';
import { CodedError } from '../wire/coded-error.ts';
import type { Remote } from '../wire/wire.ts';
import type { OpenThing } from './open.ts';

let lastId = 0;

export async function requestOutside(
	broker: Remote<BrokerCalls>,
	request: OutsideRequest
): Promise<{ head: OutsideHead; body: OpenThing }> {
	const id = ++lastId;
	const head = await broker.request(id, request);
	return { head, body: new OutsideBody(broker, id) };
}

/** Readers take turns: a part that is larger than was asked for is kept for the next. */
class OutsideBody implements OpenThing {
	readonly #broker: Remote<BrokerCalls>;
	readonly #id: number;
	#rest = new Uint8Array();
	#ended = false;
	#reading: Promise<unknown> = Promise.resolve();

	constructor(broker: Remote<BrokerCalls>, id: number) {
		this.#broker = broker;
		this.#id = id;
	}
	read(length: number): Promise<Uint8Array> {
		const turn = this.#reading.then(() => this.#take(length));
		this.#reading = turn.catch(() => {}); // its reader hears of it; the next asks again
		return turn;
	}
	async #take(length: number): Promise<Uint8Array> {
		if (this.#rest.length === 0 && !this.#ended) {
			this.#rest = new Uint8Array(await this.#broker.pull(this.#id));
			this.#ended = this.#rest.length === 0;
		}
		const bytes = this.#rest.subarray(0, length);
		this.#rest = this.#rest.subarray(bytes.length);
		return bytes;
	}
	write(): number {
		throw new CodedError('EBADF');
	}
	shutdown() {}
	close() {
		if (!this.#ended) void this.#broker.abandon(this.#id);
	}
	info(): DescriptionInfo {
		return { kind: 'socket', ino: 0 as Ino };
	}
}
