/** What is left out of what a model is shown when a run grows too long for it: old outputs, never the issue or an edit. */
import type { Fact } from '#model/event.ts';
import type { Message } from './models/model.ts';

/** Characters for a token of code and English; small, so that the guess is rather too high. */
const CHARACTERS_PER_TOKEN = 3;
/** Characters under which leaving an output out saves nothing. */
const SHORT = 200;

export function tokensOf(messages: readonly Message[]): number {
	const characters = messages.reduce((sum, message) => {
		if (message.role === 'tool') return sum + message.output.length;
		const calls = message.role === 'assistant' ? JSON.stringify(message.calls).length : 0;
		return sum + message.text.length + calls;
	}, 0);
	return Math.ceil(characters / CHARACTERS_PER_TOKEN);
}

/** The calls whose outputs can go now: long, not among the last `keep`, not gone yet. */
export function expendable(facts: readonly Fact[], keep: number): { calls: string[]; characters: number } {
	const gone = new Set(facts.flatMap((fact) => (fact.type === 'history-condensed' ? fact.calls : [])));
	const returned = facts.filter((fact) => fact.type === 'tool-returned');
	const old = returned.slice(0, Math.max(0, returned.length - keep));
	const going = old.filter(({ callId, output }) => output.length > SHORT && !gone.has(callId));
	return {
		calls: going.map(({ callId }) => callId),
		characters: going.reduce((sum, { output }) => sum + output.length, 0)
	};
}
