import { afterEach, describe, expect, it } from 'vitest';
import type { Connection } from './connection.ts';
import type { Delta, Message, Model, ToolSpec } from './model.ts';
import { bodyOf, type Turn, type Wire } from './protocols.testing.ts';
import { openRemoteModel } from './remote.ts';
import { openModelServer, type Answer, type Asked, type ModelServer } from './server.testing.ts';

const wires: Wire[] = ['openai', 'anthropic', 'google'];
const KEY = 'sk-marked-0123456789abcdef';
const opened: ModelServer[] = [];
afterEach(() => Promise.all(opened.splice(0).map((server) => server.close())));

async function modelOn(
	wire: Wire,
	answer: (asked: Asked) => Answer,
	more: Partial<Connection> = {}
): Promise<{ model: Model; server: ModelServer; waits: number[] }> {
	const server = await openModelServer(answer);
	opened.push(server);
	const connection: Connection = {
		name: 'here',
		protocol: wire,
		baseURL: server.baseURL(wire),
		model: 'm',
		price: { input: 1, cached: 0.5, output: 10 },
		...more
	};
	const waits: number[] = [];
	const sleep = async (milliseconds: number) => void waits.push(milliseconds);
	return { model: await openRemoteModel(connection, KEY, { sleep, silence: 5000 }), server, waits };
}

const bash: ToolSpec = {
	name: 'bash',
	description: 'Runs.',
	parameters: {
		type: 'object',
		properties: { command: { type: 'string', description: 'The command.' } },
		required: ['command']
	}
};
const asking: Message[] = [
	{ role: 'system', text: 'Be brief.' },
	{ role: 'user', text: 'It says 1.' }
];
const turn: Turn = {
	text: 'I lóok 🔎 at "it".\n',
	reasoning: 'Maybe a.js.',
	calls: [
		{ tool: 'bash', input: { command: 'cat a.js' } },
		{ tool: 'bash', input: { command: 'ls "ä"\n' } }
	]
};
const signal = () => new AbortController().signal;

describe.each(wires)('over the protocol of %s', (wire) => {
	const ask = (model: Model, onDelta?: (delta: Delta) => void, history = asking) =>
		model.reply(history, [bash], { signal: signal(), ...(onDelta && { onDelta }) });

	it('text, reasoning and parallel calls come as they were sent, with what they used and cost', async () => {
		const { model, server } = await modelOn(wire, () => turn);
		const heard: Delta[] = [];
		const reply = await ask(model, (delta) => heard.push(delta));
		expect(reply).toMatchObject({
			text: turn.text,
			reasoning: turn.reasoning,
			calls: turn.calls?.map(({ tool, input }) => ({ tool, input })),
			usage: { inputTokens: 100, outputTokens: 20, cachedTokens: 40 }
		});
		expect(reply.usage?.cost).toBeCloseTo((60 * 1 + 40 * 0.5 + 20 * 10) / 1e6, 12);
		if (wire !== 'anthropic') expect(reply.usage?.reasoningTokens).toBe(5);
		const said = heard.flatMap((delta) => (delta.kind === 'text' ? [delta.text] : []));
		expect(said.join('')).toBe(turn.text);
		expect(said.length).toBeGreaterThan(1);
		const sent = JSON.stringify(server.asked[0]?.body);
		expect(sent).toContain('It says 1.');
		expect(sent).toContain('Be brief.');
		expect(sent).not.toContain(KEY);
		expect(JSON.stringify(server.asked[0]?.headers)).toContain(KEY);
	});

	it('a reply is the same whatever byte the stream is cut at', async () => {
		const short: Turn = { text: 'ä🔎', calls: [{ tool: 'bash', input: { command: 'ß' } }] };
		const apart = 12;
		const bytes = [...Buffer.from(bodyOf[wire](short)).keys()].slice(1);
		const { model } = await modelOn(wire, ({ index }) =>
			index === 0
				? { turn: short, cuts: 'every byte' }
				: { turn: short, cuts: bytes.filter((at) => at % apart === index - 1) }
		);
		const strip = async () => {
			const { text, calls, usage } = await ask(model);
			return { text, calls: calls.map(({ tool, input }) => ({ tool, input })), usage };
		};
		const first = await strip();
		expect(first).toMatchObject({ text: 'ä🔎', calls: [{ tool: 'bash', input: { command: 'ß' } }] });
		for (let from = 0; from < apart; from++) expect(await strip()).toEqual(first);
	});

	it('a connection that breaks in the middle is asked again, and the half reply is void', async () => {
		const length = Buffer.byteLength(bodyOf[wire](turn));
		const { model, server, waits } = await modelOn(wire, ({ index }) =>
			index === 0 ? { turn, cuts: [length >> 1], broken: true } : turn
		);
		const heard: Delta[] = [];
		const reply = await ask(model, (delta) => heard.push(delta));
		expect(reply.text).toBe(turn.text);
		expect(heard.filter(({ kind }) => kind === 'again')).toHaveLength(1);
		expect([server.asked.length, waits]).toEqual([2, [1000]]);
	});

	it('a stream that just ends is no reply', async () => {
		const end = bodyOf[wire](turn).length - bodyOf[wire]({ text: '' }).length;
		const { model, server } = await modelOn(wire, () => ({
			status: 200,
			body: bodyOf[wire](turn).slice(0, end >> 1),
			headers: { 'content-type': 'text/event-stream' }
		}));
		await expect(ask(model)).rejects.toMatchObject({ code: 'E_MODEL_CUT' });
		expect(server.asked).toHaveLength(5);
	});

	it('429 and 5xx are asked again after what the server says, then twice as long each time', async () => {
		const faults = [
			{ status: 429, body: { error: { message: 'slow down' } }, headers: { 'retry-after': '7' } },
			{ status: 503, body: 'busy' },
			{ status: 529, body: { error: { message: 'overloaded' } } }
		];
		const { model, waits } = await modelOn(wire, ({ index }) => faults[index] ?? turn);
		const heard: Delta[] = [];
		expect((await ask(model, (delta) => heard.push(delta))).text).toBe(turn.text);
		expect(waits).toEqual([7000, 2000, 4000]);
		expect(heard).toContainEqual({
			kind: 'waiting',
			text: 'Cannot get a reply from "m": the server answered 429 (slow down). Attempt 2 of 5 in 7 s'
		});
	});

	it('a server that stays at 429 is given up after five attempts', async () => {
		const { model, server } = await modelOn(wire, () => ({
			status: 429,
			body: { error: { message: 'no' } }
		}));
		await expect(ask(model)).rejects.toMatchObject({ code: 'E_MODEL_RATE_LIMIT' });
		expect(server.asked).toHaveLength(5);
	});

	it('a server that is not there is named as such', async () => {
		const { model } = await modelOn(wire, () => 'hang up');
		await expect(ask(model)).rejects.toMatchObject({ code: 'E_MODEL_NETWORK' });
	});

	it('a refused key is not asked again, and no error repeats the key', async () => {
		const { model, server } = await modelOn(wire, () => ({
			status: 401,
			body: { error: { message: `Incorrect key: ${KEY} (${KEY.slice(0, 14)}...)` } }
		}));
		const error = await ask(model).catch((thrown: unknown) => thrown);
		expect(error).toMatchObject({ code: 'E_MODEL_KEY' });
		expect(String(error)).toContain('[key]');
		expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain(KEY.slice(0, 12));
		expect(server.asked).toHaveLength(1);
	});

	it('a history that does not fit is told from other refusals', async () => {
		const message = "This model's maximum context length is 8192 tokens. However, you requested 9000.";
		const { model } = await modelOn(wire, () => ({ status: 400, body: { error: { message } } }));
		await expect(ask(model)).rejects.toMatchObject({ code: 'E_MODEL_CONTEXT' });
	});

	it('aborting closes the socket of an endless reply', async () => {
		const { model, server } = await modelOn(wire, () => ({ endless: turn }));
		const stop = new AbortController();
		const reply = model.reply(asking, [bash], { signal: stop.signal });
		reply.catch(() => {}); // looked at below
		while (server.asked.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
		stop.abort();
		await expect(reply).rejects.toMatchObject({ name: 'AbortError' });
		await server.asked[0]?.closed;
	});

	it('what was said and done before goes back in the words of the protocol', async () => {
		const { model, server } = await modelOn(wire, () => turn);
		const first = await ask(model);
		const calls = first.calls.map((call, index) => ({ ...call, id: `call-${index}` }));
		await ask(model, undefined, [
			...asking,
			{ role: 'assistant', text: first.text, calls, native: first.native },
			{ role: 'tool', callId: 'call-0', tool: 'bash', output: 'f(1)' },
			{ role: 'tool', callId: 'call-1', tool: 'bash', output: 'nothing' }
		]);
		const sent = JSON.stringify(server.asked[1]?.body);
		for (const text of ['f(1)', 'nothing', 'cat a.js']) expect(sent).toContain(text);
		if (wire !== 'google') for (const id of ['call-0', 'call-1']) expect(sent).toContain(id);
		// Without these their servers refuse to go on after reasoning.
		if (wire === 'anthropic') expect(sent).toContain('"signature":"signed"');
		if (wire === 'google') expect(sent).toContain('"thoughtSignature":"c2lnbmVk"');
	});

	it('a reply at the limit of its tokens says so', async () => {
		const { model } = await modelOn(wire, () => ({ text: 'and then', cut: true }));
		expect(await ask(model)).toMatchObject({ text: 'and then', cut: true });
	});
});

it.each(['openai', 'anthropic'] as const)(
	'arguments that are no JSON come back as a call with a problem (%s)',
	async (wire) => {
		const { model } = await modelOn(wire, () => ({ calls: [{ tool: 'bash', input: '{"command": "ls' }] }));
		const { calls } = await model.reply(asking, [bash], { signal: signal() });
		expect(calls).toHaveLength(1);
		expect(calls[0]).toMatchObject({ tool: 'bash', input: { arguments: '{"command": "ls' } });
		expect(calls[0]?.problem).toMatch(/JSON/);
	}
);

it('a key that no header can hold is refused without repeating it', async () => {
	const connection: Connection = {
		name: 'x',
		protocol: 'openai',
		baseURL: 'http://127.0.0.1:9/v1',
		model: 'm'
	};
	const error = await openRemoteModel(connection, 'sk-ü secret').catch((thrown: unknown) => thrown);
	expect(error).toMatchObject({ code: 'E_MODEL_KEY' });
	expect(String(error)).not.toContain('secret');
});
