/** A recorded run done again: its actions in a fresh sandbox, its result judged where there is something to judge by, all of it compared. */
import type { Agent } from '#agent/agent.ts';
import { recordedActions, replayAgent, type RecordedAction } from '#agent/replay.ts';
import { CodedError } from '#model/coded-error.ts';
import { compareRuns, type ChangeOutcome, type Comparison, type Rules } from '#share/compare.ts';
import type { SharedRun } from '#share/run.ts';
import { memoryStore } from '#store/memory.ts';
import type { HostName, Parts, TaskPack } from './parts.ts';
import { Session } from './session.svelte.ts';
import { unattended } from './watchlist.svelte.ts';

export type Given = {
	parts: Parts;
	/** What it is done again on. */
	pack: TaskPack;
	recorded: Pick<SharedRun, 'trajectory' | 'digests'>;
	/** Whether the run again is kept in this browser; else it is gone with the page. */
	keep: boolean;
	rules?: Rules;
	/** Who does the actions; they are done as they were recorded unless told. */
	agentOf?: (actions: readonly RecordedAction[], name: string) => Agent;
	/** Compares the final changes; null while that is not known. */
	changeOf?: (again: Session) => Promise<ChangeOutcome | null>;
};

export class Again {
	readonly session: Session;
	readonly #given: Given;
	#over = $state(false);
	#change = $state.raw<ChangeOutcome | null>(null);

	constructor(given: Given) {
		this.#given = given;
		const { parts, keep, recorded, pack, agentOf = replayAgent } = given;
		const actions = actionsOf(given);
		const agent = agentOf(actions, recorded.trajectory.head.agent);
		const limits = { ...pack.task.limits, steps: actions.length + 1 };
		const limited = { ...pack, task: { ...pack.task, limits } };
		const store = keep ? null : emptyStore();
		this.session = new Session({
			...parts,
			watchlist: unattended(),
			dial: () => recorded.trajectory.head.dial ?? null,
			...(store && { store: async () => store }),
			openAgent: async () => agent,
			loadTaskPack: async () => limited
		});
	}

	get comparison(): Comparison {
		const { recorded, rules } = this.#given;
		const { replay } = this.session;
		void replay.length;
		return compareRuns(recorded, replay.events, this.#over, {
			...(rules && { rules }),
			change: this.#change
		});
	}

	/** `onStart` hears the new run's id. */
	async run(host: HostName, onStart: (id: string) => void = () => {}): Promise<void> {
		const { recorded, pack, changeOf } = this.#given;
		const { head, events } = recorded.trajectory;
		const again = this.session;
		await again.openTask(pack.task.id);
		await again.start('replay', host, onStart, head.seed);
		const isJudged = head.foreign
			? pack.task.failToPass.length > 0
			: events.some(({ type }) => type === 'verdict-reached');
		if (isJudged && !again.problem && !again.replay.latest.verdict) await again.judge(host);
		this.#change = (await changeOf?.(again)) ?? null;
		this.#over = true;
	}
}

/** Without what came back: only what they do now counts. */
function actionsOf({ recorded }: Given): RecordedAction[] {
	return recordedActions(recorded.trajectory.events).map(({ thought, tool, input }) => ({
		tool,
		input,
		...(thought !== undefined && { thought })
	}));
}

const emptyStore = () =>
	memoryStore([], async (id) => {
		throw new CodedError('E_BLOB', `Cannot read blob ${id}: the run again has not made it`);
	});
