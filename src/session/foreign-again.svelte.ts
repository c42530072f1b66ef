/** A run of another tool done again here: on the repository of a task that we have, or on one that is fetched. */
import type { Agent } from '#agent/agent.ts';
import { replayAgent, type RecordedAction } from '#agent/replay.ts';
import { CodedError } from '#model/coded-error.ts';
import { licenseOf } from '#repo/import/detect.ts';
import type { Services } from '#repo/import/services.ts';
import type { ChangeOutcome, Comparison, Rules } from '#share/compare.ts';
import { differencesOfDiffs, moved, plainOutput, rootIn } from '#share/formats/again.ts';
import { Again } from './again.svelte.ts';
import { fetchRepository } from './bring.ts';
import { baseTree, diffOf } from './files.ts';
import { install } from './install.ts';
import { draftPack, ownId, saveTask } from './own-task.ts';
import { pathsIn, taskNamed, testsOf, toHere, withForeignTools } from './ground.ts';
import type { HostName, Parts, TaskPack } from './parts.ts';
import { problemOf, type Problem } from './problem.ts';
import type { Session } from './session.svelte.ts';

/** Outputs are carried whole. */
const NO_DIGESTS: ReadonlyMap<string, string> = Object.freeze(new Map<string, string>());

export type Where = { services: Services; host: HostName };

/** Does the work while the run of that session goes on. */
type During = (session: Session, work: () => Promise<void>) => Promise<void>;

export class ForeignAgain {
	readonly #parts: Parts;
	/** The run as it was recorded. */
	readonly #session: Session;
	#again = $state.raw<Again | null>(null);
	#busy = $state<string | null>(null);
	#problem = $state.raw<Problem | null>(null);
	/** What could not be done and did not stop it. */
	#left = $state('');
	#made = $state<string | null>(null);

	constructor(parts: Parts, session: Session) {
		this.#parts = parts;
		this.#session = session;
	}

	/** What is waited for before the run begins. */
	get busy(): string | null {
		return this.#busy;
	}
	get problem(): Problem | null {
		return this.#problem ?? this.#again?.session.problem ?? null;
	}
	get left(): string {
		return this.#left;
	}
	get session(): Session | null {
		return this.#again?.session ?? null;
	}
	get comparison(): Comparison | null {
		return this.#again && this.#made ? this.#again.comparison : null;
	}
	/** The id of the run that it made, which is kept like any other. */
	get made(): string | null {
		return this.#made;
	}

	/** `ground` = a task's id, "name@version" of npm or "owner/name@ref" of GitHub. */
	async run(ground: string, { services, host }: Where, during: During): Promise<void> {
		const { head } = this.#session;
		if (!head || this.#busy !== null || this.session?.busy) return;
		this.#busy = `Looking for ${ground}`;
		this.#problem = this.#made = this.#again = null;
		this.#left = '';
		try {
			const pack = await this.#packOf(ground, { services, host });
			const again = (this.#again = this.#prepare(pack));
			this.#busy = null;
			await during(again.session, () => again.run(host, (id) => (this.#made = id)));
		} catch (error) {
			this.#problem = problemOf(error);
		} finally {
			this.#busy = null;
		}
	}

	#prepare(pack: TaskPack): Again {
		const { head, replay } = this.#session;
		if (!head) throw new CodedError('E_NO_RUN', 'Cannot run it again: no run is shown');
		const { events } = replay;
		const paths = pathsIn(baseTree(pack.base));
		const isKnown = (path: string): boolean => paths.has(path);
		const said = events.flatMap((event) =>
			event.type === 'tool-called' ? Object.values(event.input).map(String) : []
		);
		const heard = events.flatMap((event) => (event.type === 'tool-returned' ? [event.output] : []));
		const root = rootIn(said, isKnown) ?? rootIn(heard, isKnown);
		/** Where the sandbox has the repository. */
		let here: string | null = null;
		const agentOf = (actions: readonly RecordedAction[], name: string): Agent => ({
			name,
			async *run(input) {
				here = (await input.sandbox.run('pwd')).output.trim();
				const there = root === null ? actions : actions.map((action) => toHere(action, root, here ?? root));
				const { sandbox, typed } = await withForeignTools(there, events, input.sandbox);
				yield* replayAgent(typed, name).run({ ...input, sandbox });
			}
		});
		const form: Rules['form'] = (output, tool) => {
			let text = output;
			for (const place of [root, here]) if (place) text = moved(text, place, '.');
			return plainOutput(text, tool);
		};
		const exitCodes = head.foreign?.exitCodes ?? false;
		return new Again({
			parts: this.#parts,
			pack,
			recorded: { trajectory: { head, events }, digests: NO_DIGESTS },
			keep: true,
			rules: { form, exitCodes, files: false },
			agentOf,
			changeOf: (again) => changeOf(head.foreign?.diff ?? null, again)
		});
	}

	async #packOf(ground: string, { services, host }: Where): Promise<TaskPack> {
		const tasks = await this.#parts.loadCatalogue();
		const entry = taskNamed(ground, tasks);
		if (entry) return this.#parts.loadTaskPack(entry.id, {});
		const { signal } = new AbortController();
		const onProgress = (text: string) => (this.#busy = text);
		const fetched = await fetchRepository(ground, {
			services,
			signal,
			onProgress: (what, loaded, total) => onProgress(`${loaded} of ${total}: ${what}`)
		});
		const id = ownId(`for runs of ${fetched.name}`);
		if (tasks.some((task) => task.id === id)) return this.#parts.loadTaskPack(id, {});
		const brought = { ...fetched, license: licenseOf(fetched.tree), tests: testsOf(fetched.tree) };
		const tree = await install(this.#parts, brought, { host, signal, onProgress }).catch((error: unknown) => {
			if (!(error instanceof CodedError)) throw error;
			this.#left = `${error.message}. The actions are done without it.`;
			return fetched.tree;
		});
		const pack = await draftPack({ ...brought, tree }, null);
		const issue = this.#session.replay.latest.issue;
		const title = `${fetched.name}, for a run of another tool`;
		const task = await saveTask(this.#parts, {
			...pack,
			task: { ...pack.task, id, title, problemStatement: issue }
		});
		return { ...pack, task };
	}
}

async function changeOf(recorded: string | null, again: Session): Promise<ChangeOutcome | null> {
	if (recorded === null) return null;
	const { latest } = again.replay;
	const differences = differencesOfDiffs(
		recorded,
		await diffOf(latest.changes, (path) => again.read(path, latest))
	);
	return { outcome: differences.length > 0 ? 'drift' : 'match', differences };
}
