/**
 * A process of the sandbox that does one job after the other: to start one, and to load in it what the tests need, takes longer than to judge
 * hundreds of edits. A job is a file in its folder, what it finds another; it says "." while it works and a line's end when it is done.
 */
import type { Sandbox } from '#sandbox/sandbox.ts';

/** Milliseconds until the first sign of life of a job. */
const FIRST_SILENCE = 180_000;

export type Line = Record<string, unknown>;

export class WarmProcess {
	readonly #sandbox: Sandbox;
	readonly #folder: string;
	readonly #hang = new AbortController();
	readonly #over: Promise<void>;
	#isOver = false;
	#problem: unknown = null;
	#hear: (text: string) => void = () => {};
	#jobs = 0;
	/** What the job before was about. */
	#before = '';

	constructor(sandbox: Sandbox, command: string, folder: string, signal: AbortSignal) {
		this.#sandbox = sandbox;
		this.#folder = folder;
		const ended = AbortSignal.any([signal, this.#hang.signal]);
		const running = sandbox.run(`${command} ${folder}`, {
			signal: ended,
			onOutput: (text) => this.#hear(text)
		});
		this.#over = running
			.then(
				() => {},
				(error: unknown) => {
					if (!ended.aborted) this.#problem = error;
				}
			)
			.finally(() => (this.#isOver = true));
	}

	get isOver(): boolean {
		return this.#isOver;
	}

	/**
	 * What it found, as far as it came. `portion`: what is new where a job goes on with the one before. `silence`: milliseconds without a
	 * sign of life after which it is ended.
	 */
	async do(about: Line, silence: number, portion?: Line): Promise<Line[]> {
		const name = `${this.#folder}/${this.#jobs++}`;
		const text = JSON.stringify(about);
		const isAsBefore = portion !== undefined && text === this.#before;
		this.#before = text;
		await this.#sandbox.write(`${name}.ndjson`, '');
		const done = this.#hearOut(silence);
		const job = { ...portion, ...(isAsBefore ? { isAsBefore } : about) };
		// A job that ends with a line's end is there whole.
		await this.#sandbox.write(`${name}.json`, `${JSON.stringify(job)}\n`);
		await done;
		if (this.#problem !== null) throw this.#problem as Error;
		const found = new TextDecoder().decode(await this.#sandbox.read(`${name}.ndjson`));
		return found
			.split('\n')
			.slice(0, -1)
			.map((line) => JSON.parse(line) as Line);
	}

	async end(): Promise<void> {
		this.#hang.abort();
		await this.#over;
	}

	/** Until the job is done, or the process over; one that falls silent is ended. */
	async #hearOut(silence: number): Promise<void> {
		const giveUp = (): void => this.#hang.abort();
		let clock = setTimeout(giveUp, FIRST_SILENCE);
		const done = new Promise<void>((resolve) => {
			this.#hear = (text) => {
				clearTimeout(clock);
				if (text.includes('\n')) resolve();
				else clock = setTimeout(giveUp, silence);
			};
		});
		await Promise.race([done, this.#over]);
		clearTimeout(clock);
		this.#hear = () => {};
	}
}
