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

export type Telling = {
	/** The first message after the system's. */
	instance: string;
	/** Said after a reply that called nothing. */
	noAction: string;
	/** What the model gave as `native` of its replies, by how many 'model-replied' came before them. */
	natives?: ReadonlyMap<number, { text: string; native: unknown }>;
};

type Result = Extract<Message, { role: 'tool' }>;
type Turn = {
	step: number;
	reply: number;
	text: string;
	calls: ToolCall[];
	results: Result[];
	said: string[];
};

/** Without the system's message. A call that never came back is left out. */
export function messagesOf(facts: readonly Fact[], telling: Telling): Message[] {
	const turns: Turn[] = [];
	const condensed = new Set<string>();
	let replies = 0;
	let isOpen = false;
	const turnOf = (step: number): Turn => {
		const last = turns.at(-1);
		if (isOpen && last?.step === step && last.said.length === 0) return last;
		const turn: Turn = { step, reply: replies, text: '', calls: [], results: [], said: [] };
		turns.push(turn);
		isOpen = true;
		return turn;
	};
	for (const fact of facts) {
		if (fact.type === 'run-started') isOpen = false;
		else if (fact.type === 'model-replied') {
			replies += 1;
			isOpen = false;
		} else if (fact.type === 'thought' && !fact.reasoning) {
			const turn = turnOf(fact.step);
			turn.text = turn.text ? `${turn.text}\n\n${fact.text}` : fact.text;
		} else if (fact.type === 'tool-called')
			turnOf(fact.step).calls.push({ id: fact.callId, tool: fact.tool, input: fact.input });
		else if (fact.type === 'tool-returned') {
			const called = (turn: Turn) => turn.calls.find(({ id }) => id === fact.callId);
			// A fork may have begun between a call and what came back.
			const turn = turns.findLast(called) ?? turnOf(fact.step);
			const tool = called(turn)?.tool ?? '';
			turn.results.push({ role: 'tool', callId: fact.callId, tool, output: fact.output });
		} else if (fact.type === 'human-intervened' && fact.message !== undefined)
			turnOf(fact.step).said.push(fact.message);
		else if (fact.type === 'history-condensed') for (const id of fact.calls) condensed.add(id);
	}
	for (const turn of turns)
		turn.results = turn.results.map((result) => (condensed.has(result.callId) ? shortened(result) : result));
	return [
		{ role: 'user', text: telling.instance },
		...turns.flatMap((turn) => messagesOfTurn(turn, telling))
	];
}

function shortened(result: Result): Result {
	return {
		...result,
		output: `[Output of ${result.output.length} characters left out to save space. Ask again if you need it.]`
	};
}

function messagesOfTurn({ reply, text, calls, results, said }: Turn, telling: Telling): Message[] {
	const answered = calls.filter(({ id }) => results.some(({ callId }) => callId === id));
	const messages: Message[] = [];
	const own = telling.natives?.get(reply);
	const native = own && own.text === text && answered.length === calls.length ? { native: own.native } : {};
	if (text || answered.length > 0)
		messages.push({ role: 'assistant', text, calls: answered, ...native }, ...results);
	if (text && answered.length === 0 && said.length === 0)
		messages.push({ role: 'user', text: telling.noAction });
	return [...messages, ...said.map((words): Message => ({ role: 'user', text: words }))];
}

/** For a model that knows no tools: what it called stands in its text already, and what came back is said to it. */
export function asPlainText(messages: readonly Message[]): Message[] {
	return messages.map((message): Message => {
		if (message.role === 'assistant') return { role: 'assistant', text: message.text, calls: [] };
		return message.role === 'tool' ? { role: 'user', text: message.output } : message;
	});
}
