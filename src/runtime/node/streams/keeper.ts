import type { EventLoop } from '../context.ts';

/** Whether one handle keeps its process alive: while it has something to wait for, is referenced, and is open. As libuv's handles. */
export class Keeper {
	readonly #loop: EventLoop;
	readonly #reasons = new Set<string>();
	#referenced = true;
	#holding = false;
	#closed = false;

	constructor(loop: EventLoop) {
		this.#loop = loop;
	}
	get closed(): boolean {
		return this.#closed;
	}
	get referenced(): boolean {
		return this.#referenced && !this.#closed;
	}
	set referenced(on: boolean) {
		this.#referenced = on;
		this.#update();
	}
	/** `reason` begins or ends to be one to wait for. */
	wait(reason: string, on: boolean): void {
		if (on) this.#reasons.add(reason);
		else this.#reasons.delete(reason);
		this.#update();
	}
	close(): void {
		this.#closed = true;
		this.#update();
	}
	#update(): void {
		const wanted = this.#reasons.size > 0 && this.#referenced && !this.#closed;
		if (wanted === this.#holding) return;
		this.#holding = wanted;
		if (wanted) this.#loop.ref();
		else this.#loop.unref();
	}
}
