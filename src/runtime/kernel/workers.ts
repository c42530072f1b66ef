/** Workers for processes, warmed before anybody needs them: Node's library takes longer to boot than a program to run. */
import type { Dial } from '../protocol/dial.ts';
import type { PackedLibrary, Program, StartMessage, WarmMessage } from '../protocol/process.ts';
import { createSlot } from '../wire/sync.ts';
import type { Files } from './files.ts';

export type Machine = {
	worker: Worker;
	slot: SharedArrayBuffer;
	holds: number;
	port: MessagePort;
};

export type Supplies = {
	bundles: Record<Program, string>;
	chunks: Record<string, string>;
	library: PackedLibrary;
};

/** Spare workers kept of each program. */
const SPARES: Record<Program, number> = { node: 2, shell: 2 };
/** Milliseconds after a start until spares are made: the process that just started goes first. */
const REFILL_DELAY = 20;

export class Workers {
	readonly #files: Files;
	readonly #doorbell: SharedArrayBuffer;
	#supplies: Supplies | null = null;
	readonly #spares: Record<Program, Machine[]> = { node: [], shell: [] };
	#dial: Dial | null = null;
	#refilling: ReturnType<typeof setTimeout> | undefined;

	/** `doorbell` is rung by a blocked worker (wire/sync.ts). */
	constructor(files: Files, doorbell: SharedArrayBuffer) {
		this.#files = files;
		this.#doorbell = doorbell;
	}

	/** Nothing can be started before. */
	supply(supplies: Supplies): void {
		this.#supplies = supplies;
		this.warm();
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

	end({ worker, holds, port }: Machine): void {
		worker.terminate();
		port.close();
		this.#files.removeHolder(holds);
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
		const worker = new Worker(bundles[program], { name: program });
		const { port1, port2 } = new MessageChannel();
		const slot = createSlot();
		const holds = this.#files.makeHolder();
		const warm: WarmMessage = {
			type: 'warm',
			memory: this.#files.sharedMemory,
			holds,
			slot,
			doorbell: this.#doorbell,
			chunks,
			thread,
			port: port2,
			...(this.#dial ? { dial: this.#dial } : {}),
			...(program === 'node' ? { library } : {})
		};
		worker.postMessage(warm, [port2]);
		return { worker, slot, holds, port: port1 };
	}
}

export function start({ worker }: Machine, message: StartMessage): void {
	worker.postMessage(message, message.thread ? [message.thread.port] : []);
}
