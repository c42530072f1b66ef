/** Workers for processes, warmed before anybody needs them: Node's library takes longer to boot than a program to run. */
import type { Dial } from '../protocol/dial.ts';
import type {
	FrameRequest,
	PackedLibrary,
	Program,
	StartMessage,
	WarmMessage,
	WorkerFailure
} from '../protocol/process.ts';
import { createSlot } from '../wire/sync.ts';
import type { Files } from './files.ts';

export type Machine = {
	/** The frame's number for the worker. */
	id: number;
	program: Program;
	slot: SharedArrayBuffer;
	holds: number;
	port: MessagePort;
	/** Tells the worker what to be. */
	starts: MessagePort;
	/** The worker's end of `port`, where it has not got it yet. */
	renewed: MessagePort | null;
	onFailed: (failure: WorkerFailure) => void;
};

/** Whoever makes and ends the workers. */
export type Frame = (request: FrameRequest, transfer: Transferable[]) => void;

export type Supplies = {
	bundles: Record<Program, string>;
	chunks: Record<string, string>;
	library: PackedLibrary;
};

/** Spare workers kept of each program. */
const SPARES: Record<Program, number> = { node: 2, shell: 2 };
/** Workers that may be used again are kept up to so many spares. */
const KEPT = 4;
/** Milliseconds after a start until spares are made: the process that just started goes first. */
const REFILL_DELAY = 20;

export class Workers {
	readonly #files: Files;
	readonly #doorbell: SharedArrayBuffer;
	readonly #frame: Frame;
	/** Not ended yet, by number. */
	readonly #machines = new Map<number, Machine>();
	#lastId = 0;
	#supplies: Supplies | null = null;
	readonly #spares: Record<Program, Machine[]> = { node: [], shell: [] };
	#dial: Dial | null = null;
	#refilling: ReturnType<typeof setTimeout> | undefined;

	/** `doorbell` is rung by a blocked worker (wire/sync.ts). */
	constructor(files: Files, doorbell: SharedArrayBuffer, frame: Frame) {
		this.#files = files;
		this.#doorbell = doorbell;
		this.#frame = frame;
	}

	/** Nothing can be started before. */
	supply(supplies: Supplies): void {
		this.#supplies = supplies;
		this.warm();
	}

	/** The second part of Node's library. */
	supplyRest(bytes: Uint8Array): void {
		if (this.#supplies) new Uint8Array(this.#supplies.library.rest).set(bytes);
	}

	/** Workers that are ready already have the browser's time. */
	setDial(dial: Dial): void {
		this.#dial = dial;
		this.close();
		if (this.#supplies) this.warm();
	}

	/** How many CPUs a process is told of: the dial knows of no machine. */
	get parallelism(): number {
		return this.#dial ? 2 : navigator.hardwareConcurrency || 2;
	}

	/** Makes spares ready, one after the other. */
	warm(): void {
		clearTimeout(this.#refilling);
		this.#refilling = setTimeout(() => {
			for (const program of ['shell', 'node'] as const) {
				if (this.#spares[program].length >= SPARES[program]) continue;
				this.#spares[program].push(this.#make(program, false));
				this.warm();
				return;
			}
		}, REFILL_DELAY);
	}

	take(program: Program): Machine {
		const machine = this.#spares[program].shift() ?? this.#make(program, false);
		this.warm();
		return machine;
	}

	/** Threads are booted otherwise, so there are no spares of them. */
	makeThread(): Machine {
		return this.#make('node', true);
	}

	end({ id, holds, port, starts }: Machine): void {
		this.#machines.delete(id);
		this.#frame({ type: 'end-worker', id }, []);
		port.close();
		starts.close();
		this.#files.removeHolder(holds);
	}

	/** Its process has ended and left nothing in it. */
	giveBack(machine: Machine): void {
		const spares = this.#spares[machine.program];
		// Repository code may have changed all there is in a Node; the dial begins with a new worker.
		if (machine.program !== 'shell' || this.#dial || spares.length >= KEPT) return this.end(machine);
		const { port1, port2 } = new MessageChannel();
		machine.port.close();
		machine.port = port1;
		machine.renewed = port2;
		machine.onFailed = () => {
			spares.splice(spares.indexOf(machine), 1);
			this.end(machine);
		};
		spares.unshift(machine);
	}

	failed(failure: WorkerFailure): void {
		this.#machines.get(failure.id)?.onFailed(failure);
	}

	close(): void {
		clearTimeout(this.#refilling);
		for (const machine of [...this.#spares.node, ...this.#spares.shell]) this.end(machine);
		this.#spares.node = [];
		this.#spares.shell = [];
	}

	#make(program: Program, thread: boolean): Machine {
		if (!this.#supplies) throw new Error('Cannot start a worker: there are no supplies yet');
		const { bundles, chunks, library } = this.#supplies;
		const id = ++this.#lastId;
		const calls = new MessageChannel();
		const starts = new MessageChannel();
		const slot = createSlot();
		const holds = this.#files.makeHolder();
		const warm: WarmMessage = {
			memory: this.#files.sharedMemory,
			holds,
			slot,
			doorbell: this.#doorbell,
			chunks,
			thread,
			port: calls.port2,
			starts: starts.port2,
			...(this.#dial ? { dial: this.#dial } : {}),
			...(program === 'node' ? { library } : {})
		};
		this.#frame({ type: 'make-worker', id, url: bundles[program], name: program, warm }, [
			warm.port,
			warm.starts
		]);
		const onFailed = ({ message }: WorkerFailure): never => {
			// Nobody uses it yet: a spare that cannot start means that none can.
			throw new Error(`Cannot start a worker: ${message}`);
		};
		const machine: Machine = {
			id,
			program,
			slot,
			holds,
			port: calls.port1,
			starts: starts.port1,
			renewed: null,
			onFailed
		};
		this.#machines.set(id, machine);
		return machine;
	}
}

export function start(machine: Machine, message: StartMessage): void {
	const { starts, renewed } = machine;
	const ports = [message.thread?.port, renewed].filter((port) => port instanceof MessagePort);
	machine.renewed = null;
	starts.postMessage(renewed ? { ...message, port: renewed } : message, ports);
}
