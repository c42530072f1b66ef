/**
 * Blocking calls: the same protocols as wire.ts, for a worker that must sleep until the answer is there
 * (`fs.writeFileSync`, `execSync`). Only workers may sleep; the side that answers never does.
 *
 * Each calling worker has a slot of shared memory; all of them ring one doorbell, on which the answering side waits
 * without polling. A request or reply that is larger than the slot crosses in parts.
 *
 * Slot layout:
 *
 *   | int32 | holds                                                                              |
 *   | ----- | ---------------------------------------------------------------------------------- |
 *   | 0     | whose turn it is: CALLER, or ANSWERER                                              |
 *   | 1     | bytes in this part                                                                 |
 *   | 2     | 1 = more parts follow                                                              |
 *   | 4...  | the part: a slice of an encoded value (values.ts)                                  |
 *
 * A request is the array [call, ...args]; a reply is [true, value] or [false, code, message]. A turn that carries no
 * bytes asks for (or acknowledges) a part.
 */
import { joined } from './bytes.ts';
import { CodedError, toWireError } from './coded-error.ts';
import { decodeValue, encodeValue } from './values.ts';
import { methods, type Handlers, type Protocol, type Sync } from './wire.ts';

const TURN = 0;
const LENGTH = 1;
const MORE = 2;
const HEADER_BYTES = 16;

const CALLER = 0;
const ANSWERER = 1;

/** Bytes. Most calls fit in one part; a part costs about 20 µs. */
const SLOT_BYTES = 256 * 1024;

/** Rounds after which the answering side lets other tasks of its thread run, however busy its callers are. */
const ROUNDS_BEFORE_YIELD = 64;

export function createSlot(bytes = SLOT_BYTES): SharedArrayBuffer {
	return new SharedArrayBuffer(HEADER_BYTES + bytes);
}

export function createDoorbell(): SharedArrayBuffer {
	return new SharedArrayBuffer(4);
}

/** Makes blocking calls. One call at a time: the thread sleeps meanwhile. */
export function connectSync<P extends Protocol<P>>(
	slot: SharedArrayBuffer,
	doorbell: SharedArrayBuffer
): Sync<P> {
	const end = new SlotEnd(slot);
	const bell = new Int32Array(doorbell);

	function handOver(): void {
		end.pass(ANSWERER);
		ring(bell);
		end.sleepUntil(CALLER);
	}

	function call(name: string, args: unknown[]): unknown {
		end.load(encodeValue([name, ...args]));
		do {
			end.sendPart();
			handOver();
		} while (end.sending);
		while (!end.takePart()) {
			end.sendPart();
			handOver();
		}
		const reply = decodeValue(end.received()) as [true, unknown] | [false, string, string];
		if (!reply[0]) throw new CodedError(reply[1], reply[2]);
		return reply[1];
	}

	return methods(call) as Sync<P>;
}

/** Answers the blocking calls of any number of workers. */
export class SyncServer {
	readonly doorbell = createDoorbell();
	readonly #bell = new Int32Array(this.doorbell);
	readonly #lines = new Set<Line>();
	#closed = false;

	constructor() {
		void this.#listen();
	}

	/**
	 * Answers the calls of the worker that has `slot`, until the returned function is called: with `release`, a worker whose call is
	 * being answered is let go; otherwise it sleeps on.
	 */
	serve<P extends Protocol<P>>(slot: SharedArrayBuffer, handlers: Handlers<P>): (release: boolean) => void {
		const line = new Line(slot, handlers);
		this.#lines.add(line);
		// The worker may have called before it was known here.
		ring(this.#bell);
		return (release) => {
			line.close(release);
			this.#lines.delete(line);
		};
	}

	close(): void {
		this.#closed = true;
		ring(this.#bell);
	}

	async #listen(): Promise<void> {
		for (let round = 1; !this.#closed; round++) {
			const rings = Atomics.load(this.#bell, 0);
			for (const line of this.#lines) line.serve();
			const { async, value } = Atomics.waitAsync(this.#bell, 0, rings);
			if (async) await value;
			else if (round % ROUNDS_BEFORE_YIELD === 0) await new Promise((resume) => setTimeout(resume));
		}
	}
}

/** One caller, as the answering side sees it. */
class Line {
	#closed = false;
	#answering = false;
	readonly #end: SlotEnd;
	readonly #handlers: Record<string, ((...args: unknown[]) => unknown) | undefined>;

	constructor(slot: SharedArrayBuffer, handlers: object) {
		this.#end = new SlotEnd(slot);
		this.#handlers = handlers as Record<string, (...args: unknown[]) => unknown>;
	}

	close(release: boolean): void {
		if (release && this.#answering) this.#reply([true, undefined]);
		this.#closed = true;
	}

	/** Does what the caller waits for, if it is our turn. */
	serve(): void {
		if (this.#answering || this.#end.turn() !== ANSWERER) return;
		if (this.#end.sending) return this.#sendPart();
		if (!this.#end.takePart()) return this.#sendPart();
		this.#answering = true;
		const [call, ...args] = decodeValue(this.#end.received()) as [string, ...unknown[]];
		try {
			const result = this.#run(call, args);
			if (result instanceof Promise)
				result.then(
					(value) => this.#reply([true, value]),
					(error: unknown) => this.#refuse(error)
				);
			else this.#reply([true, result]);
		} catch (error) {
			this.#refuse(error);
		}
	}

	#run(call: string, args: unknown[]): unknown {
		const handler = this.#handlers[call];
		if (!handler) throw new CodedError('ENOSYS', `Cannot call "${call}": there is no such call`);
		return handler.apply(this.#handlers, args);
	}

	#refuse(error: unknown): void {
		const { code, message } = toWireError(error);
		this.#reply([false, code, message]);
	}

	#reply(reply: unknown[]): void {
		this.#answering = false;
		if (this.#closed) return;
		this.#end.load(encodeValue(reply));
		this.#sendPart();
	}

	#sendPart(): void {
		this.#end.sendPart();
		this.#end.pass(CALLER);
	}
}

/** What both sides do with a slot: send one value in parts, gather the parts of another. */
class SlotEnd {
	readonly #header: Int32Array;
	readonly #body: Uint8Array;
	#outgoing: Uint8Array<ArrayBuffer> = new Uint8Array();
	#parts: Uint8Array<ArrayBuffer>[] = [];

	constructor(slot: SharedArrayBuffer) {
		this.#header = new Int32Array(slot, 0, HEADER_BYTES / 4);
		this.#body = new Uint8Array(slot, HEADER_BYTES);
	}

	get sending(): boolean {
		return this.#outgoing.length > 0;
	}

	turn(): number {
		return Atomics.load(this.#header, TURN);
	}

	pass(to: number): void {
		Atomics.store(this.#header, TURN, to);
		Atomics.notify(this.#header, TURN);
	}

	sleepUntil(turn: number): void {
		while (this.turn() !== turn) Atomics.wait(this.#header, TURN, turn === CALLER ? ANSWERER : CALLER);
	}

	/** `bytes` may be reused by its maker after the first part was sent. */
	load(bytes: Uint8Array<ArrayBuffer>): void {
		this.#outgoing = bytes.length > this.#body.length ? bytes.slice() : bytes;
	}

	sendPart(): void {
		const part = this.#outgoing.subarray(0, this.#body.length);
		this.#outgoing = this.#outgoing.subarray(part.length);
		this.#body.set(part);
		this.#header[LENGTH] = part.length;
		this.#header[MORE] = this.sending ? 1 : 0;
	}

	/** Copies the part out of shared memory. True when it was the last one. */
	takePart(): boolean {
		this.#parts.push(this.#body.slice(0, this.#header[LENGTH]) as Uint8Array<ArrayBuffer>);
		return this.#header[MORE] === 0;
	}

	received(): Uint8Array<ArrayBuffer> {
		const parts = this.#parts;
		this.#parts = [];
		if (parts.length === 1 && parts[0]) return parts[0];
		return joined(parts);
	}
}

function ring(bell: Int32Array): void {
	Atomics.add(bell, 0, 1);
	Atomics.notify(bell, 0);
}
