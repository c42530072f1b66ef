/** What a model is shown of a run: its facts as a conversation. One step is one reply with the results of its calls. */
import type { Fact } from '#model/event.ts';
import type { AgentEvents } from './agent.ts';
import type { Message, ToolCall } from './models/model.ts';

/** Passes events on and keeps each in `facts` as it was answered, so that what a person changed is what is remembered. */
export async function* remembered<T>(events: AgentEvents<T>, facts: Fact[]): AgentEvents<T> {
	try {
		let next = await events.next();
		while (!next.done) {
			const answer = yield next.value;
			facts.push(answer ?? next.value);
			next = await events.next(answer);
		}
		return next.value;
	} finally {
		await events.return(undefined as never);
	}
}

type Turn = { step: number; text: string; calls: ToolCall[]; results: Message[]; said: string[] };

/** Without the system's message. A call that never came back is left out. */
export function messagesOf(facts: readonly Fact[], issue: string): Message[] {
	const turns: Turn[] = [];
	const turnOf = (step: number): Turn => {
		const last = turns.at(-1);
		if (last?.step === step && last.said.length === 0) return last;
		const turn: Turn = { step, text: '', calls: [], results: [], said: [] };
		turns.push(turn);
		return turn;
	};
	for (const fact of facts) {
		if (fact.type === 'thought') {
			const turn = turnOf(fact.step);
			turn.text = turn.text ? `${turn.text}\n\n${fact.text}` : fact.text;
		} else if (fact.type === 'tool-called')
			turnOf(fact.step).calls.push({ id: fact.callId, tool: fact.tool, input: fact.input });
		else if (fact.type === 'tool-returned') {
			const turn = turnOf(fact.step);
			const tool = turn.calls.find(({ id }) => id === fact.callId)?.tool ?? '';
			turn.results.push({ role: 'tool', callId: fact.callId, tool, output: fact.output });
		} else if (fact.type === 'human-intervened' && fact.message !== undefined)
			turnOf(fact.step).said.push(fact.message);
	}
	return [{ role: 'user', text: issue }, ...turns.flatMap(messagesOfTurn)];
}

function messagesOfTurn({ text, calls, results, said }: Turn): Message[] {
	const answered = calls.filter(({ id }) => results.some((one) => one.role === 'tool' && one.callId === id));
	const messages: Message[] = [];
	if (text || answered.length > 0) messages.push({ role: 'assistant', text, calls: answered }, ...results);
	if (text && answered.length === 0)
		messages.push({ role: 'user', text: 'Call a tool, or submit if you are done.' });
	return [...messages, ...said.map((words): Message => ({ role: 'user', text: words }))];
}
