/** What a session stands on, given to it by the composition root. Tests and other pages give it other parts. */
import type { Agent, AgentEvent, LineHeat, RunTests } from '#agent/agent.ts';
import type { AnswerToken } from '#agent/models/logprobs.ts';
import type { Message, Model } from '#agent/models/model.ts';
import type { Person } from '#agent/person.ts';
import type { TaskLimits } from '#model/task.ts';
import type { Dial } from '#model/trajectory.ts';
import type { CatalogueEntry } from '#repo/catalogue.ts';
import type { PackProgress, TaskPack } from '#repo/task-pack.ts';
import type { HostName } from '#sandbox/hosts.ts';
import type { HostNotice } from '#sandbox/notices.ts';
import type { Sandbox } from '#sandbox/sandbox.ts';
import type { OwnTasks } from '#store/own-tasks.ts';
import type { Done } from '#lesson/progress.ts';
import type { StoredProgress } from '#store/progress.ts';
import type { Store } from '#store/store.ts';
import type { JudgePatch } from '#verifier/verifier.ts';
import type { Order } from './order.svelte.ts';
import type { Watchlist } from './watchlist.svelte.ts';

export type { AgentEvent, CatalogueEntry, HostName, HostNotice, LineHeat, TaskPack };

/** What the ids of tasks begin with that the user made or brought. */
export const OWN_PREFIX = 'mine-';

export type Parts = {
	store: () => Promise<Store>;
	/** What a learner has done in the lessons. */
	progress: () => Promise<StoredProgress<Done>>;
	/** Tasks that the user made or brought; loadCatalogue and loadTaskPack know them too. */
	ownTasks: () => Promise<OwnTasks<TaskPack>>;
	loadCatalogue: (signal?: AbortSignal) => Promise<readonly CatalogueEntry[]>;
	loadTaskPack: (
		id: string,
		options: { signal?: AbortSignal; onProgress?: (progress: PackProgress) => void }
	) => Promise<TaskPack>;
	openSandbox: (options: {
		host: HostName;
		onProgress: (text: string) => void;
		signal: AbortSignal;
		/** Closed to the network, the npm registry included. */
		offline?: boolean;
		dial?: Dial;
		/** Every request to the outside and every limit that was passed. */
		onNotice?: (notice: HostNotice) => void;
	}) => Promise<Sandbox>;
	/** How sandboxes of runs are set from now on; null = time and chance are the machine's. */
	dial?: () => Dial | null;
	/** The agent of that name for this task, with that person beside it. */
	openAgent: (name: AgentName, pack: TaskPack, person: Person) => Promise<Agent>;
	/** The model of the settings. @throws CodedError E_NO_MODEL, E_NO_KEY */
	openModel: () => Promise<Model>;
	/** The same model, asked for a word and how likely it was. @throws as openModel does */
	openJudge: () => Promise<AskJudge>;
	/** Its name; null = none is configured. */
	modelName: () => string | null;
	/** What a run of that agent may use, from what the task says. */
	limitsOf: (name: AgentName, limits: TaskLimits) => TaskLimits;
	/** How an agent runs the task's tests; only asked for where the task shows them. */
	testsOf: (pack: TaskPack, sandbox: Sandbox) => Promise<RunTests>;
	judgePatch: JudgePatch;
	/** How suspicious the lines of the task's repository are, by the tests that decide; in a fresh sandbox. */
	heatOf: (pack: TaskPack, sandbox: Sandbox, signal: AbortSignal) => Promise<readonly LineHeat[]>;
	/** In which order the repair agent tries edits. */
	order: Order;
	/** What this browser watches runs with. */
	watchlist: Watchlist;
	/** What a user is told before a host is first used; null = nothing to tell. */
	terms: Record<HostName, string | null>;
	/** Milliseconds, monotonic. */
	now: () => number;
	/** ISO 8601 UTC. */
	wallClock: () => string;
	newId: () => string;
};

/** @throws CodedError E_NO_LOGPROBS */
export type AskJudge = (messages: readonly Message[], signal: AbortSignal) => Promise<AnswerToken[]>;

export type AgentName = 'repair' | 'replay' | 'model' | 'person';

/** The agents that can take a task, the first being the one to offer. */
export function agentsFor(task: { tests: 'visible' | 'hidden'; walkthrough: boolean }): AgentName[] {
	const names: AgentName[] = task.tests === 'visible' ? ['repair'] : [];
	if (task.walkthrough) names.unshift('replay');
	return [...(names.length > 0 ? names : (['repair'] as const)), 'model', 'person'];
}
