/** The tests that decide, run again after each edit while a run goes on: after the newest edit first, then after those passed over. */
import { SvelteMap } from 'svelte/reactivity';
import { flipsIn, type Flip, type State } from '#debugger/flips.ts';
import type { Run, Step } from '#model/run.ts';
import type { FileEntry } from './files.ts';
import type { Shown } from './looks.ts';
import type { Prefixes } from './prefixes.ts';
import { stateAfter } from './state-after.ts';

/** Milliseconds between two looks at a run that goes on. */
const LOOK = 200;
/** Milliseconds that an edit stands before it is tested: of several in a row, the last one counts. */
const SETTLE = 600;
/** Cores from which on a second sandbox takes nothing from the agent: its process, the kernel and the page keep three busy. */
const SPARE_CORES = 4;

/** A run as far as it is looked into. */
export type Followed = Shown & { readonly phase: string; readonly files: readonly FileEntry[] };

export type Watch = {
	/** The second sandbox; started when it is first asked for. */
	open: () => Promise<Pick<Prefixes, 'statuses'>>;
	signal: AbortSignal;
	/** Hears what is run; null = nothing at the moment. */
	tell: (text: string | null) => void;
};

export class Following {
	readonly #run: Followed;
	readonly #cores: number;
	#states = $state.raw<readonly State[]>([]);
	/** By step: how many of its patches were there when it was tested. */
	readonly #tested = new SvelteMap<number, number>();
	#on = $state(false);
	#hurried = $state(false);
	#waits = $state<string | null>(null);

	constructor(run: Followed, cores = navigator.hardwareConcurrency) {
		this.#run = run;
		this.#cores = cores || 2;
	}

	/** The base and each edit that was tested, in the order of the steps. */
	get states(): readonly State[] {
		return this.#states;
	}
	get flips(): readonly Flip[] {
		return flipsIn(this.#states);
	}
	/** Whether it keeps up with the run, or waits to. */
	get on(): boolean {
		return this.#on;
	}
	/** Why nothing is run at the moment; null = something is, or it is not on. */
	get waits(): string | null {
		return this.#waits;
	}
	/** Whether it waits for the agent, which a person may not want to. */
	get spares(): boolean {
		return this.#on && !this.#mayRun();
	}
	/** Edits that were tested, of all. */
	get progress(): { tested: number; edits: number } {
		const all = edits(this.#run.replay.latest);
		return { tested: all.filter((edit) => this.#isTested(edit)).length, edits: all.length };
	}

	clear(): void {
		this.#states = [];
		this.#tested.clear();
		this.#hurried = false;
	}

	/** Does not wait for the agent from now on. */
	hurry(): void {
		this.#hurried = true;
	}

	/** Until the run is over and every edit is tested. */
	async keepUp({ open, signal, tell }: Watch): Promise<void> {
		this.#on = true;
		try {
			for (let seen = { key: '', at: 0 }; ;) {
				signal.throwIfAborted();
				const next = this.#next();
				if (!next && !this.#isLive()) return;
				const key = next ? `${next.index} ${next.patches.length}` : '';
				if (seen.key !== key) seen = { key, at: Date.now() };
				const hasSettled = !this.#isLive() || Date.now() - seen.at >= SETTLE;
				this.#waits = this.#reason(next);
				if (next && hasSettled && this.#mayRun()) {
					this.#waits = null;
					await this.#test(next, await open(), tell);
					tell(null);
				} else await new Promise((resolve) => setTimeout(resolve, LOOK));
			}
		} finally {
			this.#on = false;
			this.#waits = null;
		}
	}

	async #test(edit: Step, prefixes: Pick<Prefixes, 'statuses'>, tell: Watch['tell']): Promise<void> {
		if (this.#states.length === 0) {
			tell('The tests on the base');
			this.#states = [{ step: null, statuses: await prefixes.statuses([]) }];
			// The run went on meanwhile: what is newest now?
			return;
		}
		const count = edit.patches.length;
		const before = this.#states.filter(({ step }) => step === null || step < edit.index);
		const from = before.at(-1);
		const steps = edits(this.#run.replay.latest).filter(
			({ index }) => index > (from?.step ?? -1) && index <= edit.index
		);
		const state = await stateAfter(this.#run, { edit, steps, before: from, prefixes, tell });
		const later = this.#states.filter(({ step }) => step !== null && step > edit.index);
		this.#states = [...before, state, ...later];
		this.#tested.set(edit.index, count);
	}

	#next(): Step | null {
		const open = edits(this.#run.replay.latest).filter((edit) => !this.#isTested(edit));
		const newest = edits(this.#run.replay.latest).at(-1);
		return open.find((edit) => edit === newest) ?? open[0] ?? null;
	}

	#isTested({ index, patches }: Step): boolean {
		return this.#states.length > 0 && this.#tested.get(index) === patches.length;
	}

	#isLive(): boolean {
		return ['booting', 'running', 'paused', 'judging'].includes(this.#run.phase);
	}

	/** Held, the agent loses nothing. */
	#mayRun(): boolean {
		return this.#hurried || this.#cores >= SPARE_CORES || !this.#isLive() || this.#run.phase === 'paused';
	}

	#reason(next: Step | null): string | null {
		if (next && this.#mayRun()) return null;
		const { edits: count } = this.progress;
		if (!next) return count === 0 ? 'Waits for the first edit' : 'Every edit so far is tested';
		return `Waits until the agent is held or done: this machine has ${this.#cores} cores, and it is not to be slowed`;
	}
}

function edits(run: Run): Step[] {
	return run.steps.filter(({ patches }) => patches.length > 0);
}
