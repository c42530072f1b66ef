/** What a run begins with: its agent, what it may use, and a place for a person. */
import type { Agent } from '#agent/agent.ts';
import type { Sandbox } from '#sandbox/sandbox.ts';
import { Desk } from './desk.svelte.ts';
import type { AgentName, HostName, HostNotice, Parts, TaskPack } from './parts.ts';

export type Opening = {
	desk: Desk;
	/** The task with the limits of this run. */
	pack: TaskPack;
	openAgent: (name: string) => Promise<Agent>;
	/** The agent that it begins with. */
	chosen: Agent;
};

export async function opening(parts: Parts, pack: TaskPack, agent: AgentName): Promise<Opening> {
	const desk = new Desk(parts.watchlist);
	const limits = parts.limitsOf(agent, pack.task.limits);
	const openAgent = async (name: string): Promise<Agent> => {
		const opened = await parts.openAgent(name as AgentName, pack, desk);
		if (name === 'person') desk.takeOver();
		desk.face(name === 'model' || name === 'person');
		return opened;
	};
	const limited = { ...pack, task: { ...pack.task, limits } };
	return { desk, pack: limited, openAgent, chosen: await openAgent(agent) };
}

/** A fresh sandbox for a run, closed to the network and set as the settings say. */
export function bootFor(
	parts: Parts,
	given: {
		host: HostName;
		signal: AbortSignal;
		onProgress: (text: string) => void;
		onNotice: (notice: HostNotice) => void;
	}
): Promise<Sandbox> {
	given.onProgress('Starting a sandbox');
	const dial = parts.dial?.() ?? null;
	return parts.openSandbox({ ...given, offline: true, ...(dial && { dial }) });
}
