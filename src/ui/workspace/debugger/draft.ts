/** What a person is writing at a step, and what of it is a change. */
import type { Change } from '#debugger/change.ts';
import type { AgentEvent } from '#session/parts.ts';
import type { Run } from '#model/run.ts';

export type Draft = {
	thought: string;
	tool: string;
	/** JSON. */
	input: string;
	observation: string;
	message: string;
	issue: string;
	files: readonly { path: string; text: string }[];
};

/** The last step of the run shown; what is pending counts in its place. */
export function draftOf(run: Run, pending: AgentEvent | null): Draft {
	const step = run.steps.at(-1);
	const call = pending ? undefined : step?.calls.at(-1);
	const action = pending?.type === 'tool-called' ? pending : call;
	return {
		thought: pending ? (pending.type === 'thought' ? pending.text : '') : (step?.thought ?? ''),
		tool: action?.tool ?? '',
		input: action ? JSON.stringify(action.input, null, 2) : '',
		observation: pending?.type === 'tool-returned' ? pending.output : (call?.output ?? ''),
		message: '',
		issue: run.issue,
		files: []
	};
}

/** What `draft` changes of `was`. @throws SyntaxError, TypeError where the action's input is no JSON object */
export function changeOf(draft: Draft, was: Draft): Change {
	const isOther = (key: 'thought' | 'tool' | 'input' | 'observation' | 'issue') => draft[key] !== was[key];
	return {
		...(isOther('thought') && { thought: draft.thought }),
		...((isOther('tool') || isOther('input')) && {
			action: { tool: draft.tool, input: objectOf(draft.input) }
		}),
		...(isOther('observation') && { observation: draft.observation }),
		...(draft.message.trim() !== '' && { message: draft.message.trim() }),
		...(isOther('issue') && { issue: draft.issue }),
		...(draft.files.length > 0 && { files: draft.files })
	};
}

/** The pending event as the change has it; null where the change says more than that. */
export function answerOf(pending: AgentEvent | null, change: Change): AgentEvent | null {
	const { thought, action, observation, ...more } = change;
	if (Object.keys(more).length > 0 || !pending) return null;
	if (pending.type === 'thought' && thought !== undefined) return { ...pending, text: thought };
	if (pending.type === 'tool-called' && action) return { ...pending, ...action };
	if (pending.type === 'tool-returned' && observation !== undefined)
		return { ...pending, output: observation };
	return thought === undefined && !action && observation === undefined ? pending : null;
}

function objectOf(text: string): Record<string, unknown> {
	const value: unknown = JSON.parse(text || '{}');
	if (typeof value !== 'object' || value === null || Array.isArray(value))
		throw new TypeError('The input of an action is a JSON object, as in {"command": "ls"}');
	return { ...value };
}
