/** What has to be run to be known of a run: its states are built in a second sandbox and the tests that decide are run on them. */
import { bisect, type Bisected } from '#debugger/bisect.ts';
import type { TestId } from '#model/test-result.ts';
import { Following, type Followed, type Watch } from './following.svelte.ts';
import type { Shown } from './looks.ts';
import { minimalOf, type Minimal } from './minimal.ts';
import type { HostName } from './parts.ts';
import { Prefixes, type Ground } from './prefixes.ts';
import { messageOf } from './recorder.ts';

type Work = (watch: Omit<Watch, 'open'> & { open: () => Promise<Prefixes> }) => Promise<void>;

export class Evidence {
	readonly #session: Followed & Ground;
	/** The tests after each edit. */
	readonly following: Following;
	#busy = $state<string | null>(null);
	/** Whether what a person asked for is being found out; following the run gives way to it. */
	#asked = $state(false);
	#problem = $state<string | null>(null);
	#bisected = $state.raw<{ test: TestId; found: Bisected<number | null> | null } | null>(null);
	#minimal = $state.raw<Minimal | null>(null);
	#aborter = new AbortController();
	/** What goes on in the second sandbox: there is never more than one. */
	#current: Promise<void> | null = null;
	/** How often it was stopped: what waits for the second sandbox is stopped as well. */
	#stops = 0;

	constructor(session: Followed & Ground) {
		this.#session = session;
		this.following = new Following(session);
	}

	/** What is being run; null = nothing. */
	get busy(): string | null {
		return this.#busy;
	}
	get asked(): boolean {
		return this.#asked;
	}
	get problem(): string | null {
		return this.#problem;
	}
	get bisected(): { test: TestId; found: Bisected<number | null> | null } | null {
		return this.#bisected;
	}
	get minimal(): Minimal | null {
		return this.#minimal;
	}

	stop(): void {
		this.#stops += 1;
		this.#aborter.abort();
	}

	/** Forgets everything: another run is looked at. */
	clear(): void {
		this.stop();
		this.following.clear();
		this.#bisected = this.#minimal = this.#problem = null;
	}

	/**
	 * Runs the tests on the base and, as far as an edit reaches them, after it; of a run that goes on too, until it ends.
	 * On a machine with few cores it waits for the agent, unless `hurried`.
	 */
	async follow(host: HostName, hurried = false): Promise<void> {
		if (hurried) this.following.hurry();
		this.#problem = null;
		await this.#keepUp(host);
	}

	async #keepUp(host: HostName): Promise<void> {
		const stops = this.#stops;
		if (this.#aborter.signal.aborted) await this.#current;
		if (this.#current || stops !== this.#stops) return;
		await this.#work(host, (watch) => this.following.keepUp(watch));
	}

	/** Which edit broke this test, or first fixed it. */
	async bisect(test: TestId, host: HostName): Promise<void> {
		await this.#ask(host, async ({ open, tell }) => {
			this.#bisected = null;
			const prefixes = await open();
			const { latest } = this.#session.replay;
			const edits = latest.steps.filter(({ patches }) => patches.length > 0);
			const states = [null, ...edits.map(({ index }) => index)];
			const passes = async (step: number | null): Promise<boolean> => {
				const changes = step === null ? [] : this.#session.replay.runAfter(step).changes;
				return (await prefixes.statuses(changes, [test.split(' > ')[0] ?? test])).get(test) === 'passed';
			};
			const found = await bisect(states, passes, (asked) => tell(`Bisecting: ${asked} states asked`));
			this.#bisected = { test, found };
		});
	}

	/** The part of the final patch without which the tests that decide do not pass, and who wrote it. */
	async minimize(host: HostName): Promise<void> {
		await this.#ask(host, async ({ open, signal, tell }) => {
			this.#minimal = null;
			const { head, replay, read } = this.#session;
			const { latest, events } = replay;
			const atEnd: Shown = {
				head,
				read,
				replay: { run: latest, calm: latest, latest, events, runAfter: (step) => replay.runAfter(step) }
			};
			this.#minimal = await minimalOf(atEnd, await open(), signal, tell);
		});
	}

	/** What follows the run is left for it and taken up again afterwards. */
	async #ask(host: HostName, work: Work): Promise<void> {
		if (this.#asked) return;
		this.#asked = true;
		this.#problem = null;
		const { head } = this.#session;
		const resumes = this.following.on;
		try {
			if (resumes) this.stop();
			const stops = this.#stops;
			await this.#current;
			if (this.#session.head !== head || stops !== this.#stops) return;
			await this.#work(host, work);
		} finally {
			this.#asked = false;
		}
		if (resumes && !this.#aborter.signal.aborted) void this.#keepUp(host);
	}

	#work(host: HostName, work: Work): Promise<void> {
		const { signal } = (this.#aborter = new AbortController());
		let sandbox: Promise<Prefixes> | null = null;
		const open = (): Promise<Prefixes> => {
			if (!sandbox) this.#busy = 'Starting a second sandbox';
			return (sandbox ??= Prefixes.open(this.#session, host, signal));
		};
		const run = async (): Promise<void> => {
			try {
				await work({ open, signal, tell: (text) => (this.#busy = text) });
			} catch (error) {
				if (!signal.aborted) this.#problem = messageOf(error);
			} finally {
				// One that could not be opened needs no closing.
				await sandbox?.then(
					(opened) => opened.close(),
					() => {}
				);
				this.#busy = this.#current = null;
			}
		};
		return (this.#current = run());
	}
}
