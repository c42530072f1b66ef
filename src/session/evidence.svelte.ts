/** What has to be run to be known of a run: its states are built in a second sandbox and the tests that decide are run on them. */
import { bisect, type Bisected } from '#debugger/bisect.ts';
import { flipsIn, type Flip, type State } from '#debugger/flips.ts';
import type { Run, Step } from '#model/run.ts';
import type { TestId } from '#model/test-result.ts';
import type { FileEntry } from './files.ts';
import type { HostName } from './parts.ts';
import type { Shown } from './looks.ts';
import { minimalOf, type Minimal } from './minimal.ts';
import { messageOf } from './recorder.ts';
import { Prefixes, type Ground } from './prefixes.ts';
import { stateAfter } from './state-after.ts';

/** Milliseconds between two looks at a run that goes on. */
const LOOK = 200;

/** A run as far as it is looked into. */
type Looked = Shown & Ground & { readonly phase: string; readonly files: readonly FileEntry[] };

export class Evidence {
	readonly #session: Looked;
	#states = $state.raw<readonly State[]>([]);
	#busy = $state<string | null>(null);
	#problem = $state<string | null>(null);
	#bisected = $state.raw<{ test: TestId; found: Bisected<number | null> | null } | null>(null);
	#minimal = $state.raw<Minimal | null>(null);
	#aborter = new AbortController();

	constructor(session: Looked) {
		this.#session = session;
	}

	/** What is being run; null = nothing. */
	get busy(): string | null {
		return this.#busy;
	}
	get problem(): string | null {
		return this.#problem;
	}
	get states(): readonly State[] {
		return this.#states;
	}
	get flips(): readonly Flip[] {
		return flipsIn(this.#states);
	}
	get bisected(): { test: TestId; found: Bisected<number | null> | null } | null {
		return this.#bisected;
	}
	get minimal(): Minimal | null {
		return this.#minimal;
	}

	stop(): void {
		this.#aborter.abort();
	}

	/** Forgets everything: another run is looked at. */
	clear(): void {
		this.stop();
		this.#states = [];
		this.#bisected = this.#minimal = this.#problem = null;
	}

	/** Runs the tests on the base and, as far as an edit reaches them, after it; of a run that goes on too, until it ends. */
	async retest(host: HostName): Promise<void> {
		this.#states = [];
		const tell = (text: string): void => void (this.#busy = text);
		await this.#work(host, async (prefixes) => {
			this.#busy = 'The tests on the base';
			this.#states = [{ step: null, statuses: await prefixes.statuses([]) }];
			for (;;) {
				const done = this.#states.at(-1)?.step ?? -1;
				const edit = edits(this.#session.replay.latest).find(({ index }) => index > done);
				if (edit)
					this.#states = [
						...this.#states,
						await stateAfter(this.#session, { edit, before: this.#states.at(-1), prefixes, tell })
					];
				else if (this.#session.phase === 'running' || this.#session.phase === 'paused')
					await new Promise((resolve) => setTimeout(resolve, LOOK));
				else return;
				this.#aborter.signal.throwIfAborted();
			}
		});
	}

	/** Which edit broke this test, or first fixed it. */
	async bisect(test: TestId, host: HostName): Promise<void> {
		this.#bisected = null;
		await this.#work(host, async (prefixes) => {
			const { latest } = this.#session.replay;
			const states = [null, ...edits(latest).map(({ index }) => index)];
			const passes = async (step: number | null): Promise<boolean> => {
				const changes = step === null ? [] : this.#session.replay.runAfter(step).changes;
				return (await prefixes.statuses(changes, [test.split(' > ')[0] ?? test])).get(test) === 'passed';
			};
			const found = await bisect(
				states,
				passes,
				(asked) => (this.#busy = `Bisecting: ${asked} states asked`)
			);
			this.#bisected = { test, found };
		});
	}

	/** The part of the final patch without which the tests that decide do not pass, and who wrote it. */
	async minimize(host: HostName): Promise<void> {
		this.#minimal = null;
		await this.#work(host, async (prefixes, signal) => {
			const { head, replay, read } = this.#session;
			const { latest, events } = replay;
			const atEnd: Shown = {
				head,
				read,
				replay: { run: latest, latest, events, runAfter: (step) => replay.runAfter(step) }
			};
			this.#minimal = await minimalOf(atEnd, prefixes, signal, (text) => (this.#busy = text));
		});
	}

	async #work(
		host: HostName,
		work: (prefixes: Prefixes, signal: AbortSignal) => Promise<void>
	): Promise<void> {
		if (this.#busy !== null) return;
		this.#aborter = new AbortController();
		const { signal } = this.#aborter;
		this.#problem = null;
		this.#busy = 'Starting a second sandbox';
		try {
			const prefixes = await Prefixes.open(this.#session, host, signal);
			await work(prefixes, signal).finally(() => prefixes.close());
		} catch (error) {
			if (!signal.aborted) this.#problem = messageOf(error);
		} finally {
			this.#busy = null;
		}
	}
}

function edits(run: Run): Step[] {
	return run.steps.filter(({ patches }) => patches.length > 0);
}
