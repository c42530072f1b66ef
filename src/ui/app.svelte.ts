/** Where the user is, and the sessions that go on while they look elsewhere. */
import type { Change } from '#debugger/change.ts';
import type { AgentName, Parts } from '#session/parts.ts';
import { Session } from '#session/session.svelte.ts';
import type { Models } from '#session/models.svelte.ts';
import type { Offline } from '#session/offline.svelte.ts';
import type { Settings } from '#session/settings.svelte.ts';
import { linkTo, parseRoute, stepIn, type Route } from './route.ts';
import type { Sharing } from './shared/sharing.ts';

export class App {
	readonly parts: Parts;
	readonly settings: Settings;
	readonly models: Models;
	readonly offline: Offline;
	/** What went wrong outside a run. */
	#problem = $state('');
	#route = $state.raw<Route>({ page: 'gallery' });
	/** What a task's or a run's page shows. */
	#session = $state.raw<Session | null>(null);
	#running = $state.raw<readonly Session[]>([]);
	#sharing = $state.raw<Sharing | null>(null);

	constructor(parts: Parts, settings: Settings, models: Models, offline: Offline) {
		this.offline = offline;
		this.parts = parts;
		this.settings = settings;
		this.models = models;
	}

	get problem(): string {
		return this.#problem;
	}

	complain(error: unknown): void {
		this.#problem = error instanceof Error ? error.message : String(error);
	}

	get route(): Route {
		return this.#route;
	}
	get session(): Session | null {
		return this.#session;
	}
	/** Sessions with a run under way, also those not on the screen. */
	get running(): readonly Session[] {
		return this.#running;
	}

	/** What the share dialog is open for. */
	get sharing(): Sharing | null {
		return this.#sharing;
	}
	share(what: Sharing | null): void {
		this.#sharing = what;
	}

	/** Follows the address from now on. */
	follow(): void {
		addEventListener('hashchange', () => this.#go(parseRoute(location.hash)));
		this.#go(parseRoute(location.hash));
	}

	/** Runs an agent on the task shown; the address becomes the run's. */
	async run(agent: AgentName): Promise<void> {
		const session = this.#session;
		if (!session || session.busy) return;
		await this.#live(session, agent, (onStart) => session.start(agent, this.settings.host, onStart));
	}

	/** Goes on from a step of the run shown, as another run; the address becomes that one's. */
	async fork(step: number, change: Change, agent: AgentName): Promise<void> {
		const session = this.#session;
		if (!session || session.busy) return;
		await this.#live(session, agent, (onStart) =>
			session.fork(step, change, { agent, host: this.settings.host, onStart })
		);
	}

	/** A run by `begin` until it is over. Where none began the one before is still shown: nothing new is learned from it. */
	async #live(
		session: Session,
		agent: AgentName,
		begin: (onStart: (id: string) => void) => Promise<void>
	): Promise<void> {
		const before = session.head;
		await this.keepAlive(session, () => begin((id) => this.#began(session, id)));
		if (session.head !== before) await this.#learnFrom(session, agent);
	}

	/** A run that somebody watches has begun. */
	#began(session: Session, id: string): void {
		location.hash = linkTo('run', id);
		if (this.settings.testsEdits && session.pack && session.pack.task.failToPass.length > 0)
			void session.evidence.follow(this.settings.host);
	}

	/** Beside what the page shows: the run is over by now. */
	async #learnFrom(session: Session, agent: AgentName): Promise<void> {
		if (!this.parts.order.learns || agent === 'replay') return;
		const { learnFromRun } = await import('#session/collecting.ts');
		await learnFromRun(session, { host: this.settings.host, signal: new AbortController().signal }).catch(
			(error: unknown) => this.complain(error)
		);
	}

	/** The same from a step of a run that is kept in this browser and not on the screen yet. */
	async forkOf(id: string, step: number, change: Change, agent: AgentName): Promise<void> {
		const session = (this.#session = new Session(this.parts));
		await session.openRun(id);
		await this.fork(step, change, agent);
	}

	async judge(): Promise<void> {
		const session = this.#session;
		if (session) await this.keepAlive(session, () => session.judge(this.settings.host));
	}

	/** While `work` goes on, the run of that session is found by its address. */
	async keepAlive(session: Session, work: () => Promise<void>): Promise<void> {
		this.#running = [...this.#running, session];
		try {
			await work();
		} finally {
			this.#running = this.#running.filter((one) => one !== session);
			if (this.#session !== session) session.evidence.stop();
		}
	}

	#go(route: Route): void {
		const before = this.#session;
		this.#route = route;
		this.#sharing = null;
		if (route.page === 'run') this.#showRun(route.id);
		else if (route.page === 'task') this.#showTask(route.id);
		else this.#session = null;
		// Nobody looks at it, and nothing of it goes on.
		if (before && before !== this.#session && !this.#running.includes(before)) before.evidence.stop();
	}

	#showRun(id: string): void {
		const known = [this.#session, ...this.#running].find((session) => session?.head?.id === id);
		const step = stepIn(location.hash);
		if (known) {
			this.#session = known;
			if (step !== null) known.replay.seekStep(step);
			return;
		}
		const session = (this.#session = new Session(this.parts));
		void session.openRun(id, step);
	}

	#showTask(id: string): void {
		this.#session = new Session(this.parts);
		void this.#session.openTask(id);
	}
}
