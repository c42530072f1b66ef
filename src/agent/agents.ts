/** The agents a person can choose. */
import type { Agent } from './agent.ts';
import { modelAgent } from './loop.ts';
import type { Reply } from './models/model.ts';
import { scriptedModel } from './models/scripted.ts';
import { repairAgent } from './repair/repair.ts';
import { replayAgent, type RecordedAction } from './replay.ts';

/** What `replay` and `scripted` need beside the task. */
export type AgentSource = { actions?: readonly RecordedAction[]; replies?: readonly Reply[] };

export const agents: Record<string, { label: string; make: (source: AgentSource) => Agent }> = {
	repair: { label: 'Repair by search: needs no key', make: () => repairAgent },
	replay: {
		label: 'Walk-through: does again what was recorded',
		make: ({ actions = [] }) => replayAgent(actions)
	},
	scripted: {
		label: 'Script: says what a lesson wrote down',
		make: ({ replies = [] }) => modelAgent(scriptedModel(replies))
	}
};
