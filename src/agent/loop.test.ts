import { afterEach, describe, expect, it } from 'vitest';
import type { TrajectoryEvent } from '#model/event.ts';
import type { AgentEvent } from './agent.ts';
import { closeSandboxes, eventsOf, inputWith } from './agent.testing.ts';
import { modelAgent } from './loop.ts';
import type { Connection } from './models/connection.ts';
import { openRemoteModel } from './models/remote.ts';
import { openModelServer, type Answer, type Asked, type ModelServer } from './models/server.testing.ts';
import { codeact, formatScaffold, readScaffold, scaffolds } from './scaffold.ts';

const servers: ModelServer[] = [];
afterEach(async () => {
	await closeSandboxes();
	await Promise.all(servers.splice(0).map((server) => server.close()));
});

const bash = (command: string) => ({ calls: [{ tool: 'bash', input: { command } }] });
const submit = { calls: [{ tool: 'submit', input: {} }] };

async function modelOf(answer: (asked: Asked) => Answer, more: Partial<Connection> = {}) {
	const server = await openModelServer(answer);
	servers.push(server);
	const connection: Connection = {
		name: 'here',
		protocol: 'openai',
		baseURL: server.baseURL('openai'),
		model: 'm',
		...more
	};
	return { server, model: await openRemoteModel(connection, 'key-0123456789', { sleep: async () => {} }) };
}

/** In order; the last one again and again. */
const inOrder =
	(...answers: Answer[]) =>
	({ index }: Asked): Answer =>
		answers[Math.min(index, answers.length - 1)] ?? submit;

const stamped = (events: readonly AgentEvent[]) =>
	events.map((event, seq): TrajectoryEvent => ({ seq, at: seq, ...event }));
const messagesIn = ({ body }: Asked) => body['messages'] as { role: string; content: string }[];

describe('every end is recorded, and another run goes on from it', () => {
	const limits = { steps: 20, testTimeout: 1000, time: 60_000 };
	const used = { input: 900, cached: 0, output: 100, reasoning: 0 };
	const working = ({ index }: Asked): Answer => ({ ...bash(`echo ${index}`), usage: used });
	const overflow: Answer = {
		status: 400,
		body: { error: { message: 'maximum context length is 10 tokens' } }
	};
	const malformed: Answer = { calls: [{ tool: 'bash', input: '{"command": ' }] };
	const priced = { price: { input: 1, output: 1 } };
	const cases: [string, (asked: Asked) => Answer, object, object][] = [
		['the limit of steps', working, { steps: 2 }, { reason: 'out-of-steps' }],
		['the limit of tokens', working, { tokens: 1500 }, { reason: 'out-of-tokens' }],
		['the spend limit', working, { cost: 0.0015 }, { reason: 'out-of-money' }],
		['the limit of time', inOrder(bash('sleep 20')), { time: 400 }, { reason: 'out-of-time' }],
		['being stuck', inOrder(bash('echo no')), {}, { reason: 'stuck' }],
		['a monologue', inOrder({ text: 'Hm.' }), {}, { reason: 'stuck' }],
		[
			'429',
			inOrder(bash('ls'), { status: 429, body: {} }),
			{},
			{ reason: 'failed', code: 'E_MODEL_RATE_LIMIT' }
		],
		['a lost network', inOrder(bash('ls'), 'hang up'), {}, { reason: 'failed', code: 'E_MODEL_NETWORK' }],
		['malformed calls', inOrder(bash('ls'), malformed), {}, { reason: 'failed', code: 'E_MODEL_FORMAT' }],
		['a history that does not fit', inOrder(overflow), {}, { reason: 'failed', code: 'E_MODEL_CONTEXT' }]
	];

	it.each(cases)('%s', async (_name, answer, more, end) => {
		const { model } = await modelOf(answer, priced);
		const input = await inputWith({ 'a.js': 'f(1);\n' }, { limits: { ...limits, ...more } });
		const events = await eventsOf(modelAgent(model), input);
		expect(events.at(-1)).toMatchObject({ type: 'run-ended', ...end });
		expect(events.filter(({ type }) => type === 'run-ended')).toHaveLength(1);
		const { model: next, server } = await modelOf(inOrder(submit));
		const again = await eventsOf(modelAgent(next), { ...input, limits, history: stamped(events) });
		expect(again.at(-1)).toEqual({ type: 'run-ended', reason: 'submitted' });
		const told = messagesIn(server.asked[0] as Asked).map(({ content }) => content);
		for (const event of events) if (event.type === 'tool-returned') expect(told).toContain(event.output);
	});

	it('an abort in the middle of a reply', async () => {
		const { model, server } = await modelOf(() => ({ endless: { text: 'and so on' } }));
		const stop = new AbortController();
		const running = eventsOf(modelAgent(model), await inputWith({}, { signal: stop.signal }));
		while (server.asked.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
		stop.abort();
		expect(await running).toEqual([{ type: 'run-ended', reason: 'stopped' }]);
		await server.asked[0]?.closed;
	});
});

it('a spend limit is not begun with where nobody knows the price', async () => {
	const { model, server } = await modelOf(inOrder(submit));
	const limits = { steps: 9, testTimeout: 1000, time: 0, cost: 1 };
	const known = await eventsOf(modelAgent(model), await inputWith({}, { limits }));
	expect(known.at(-1)).toMatchObject({ reason: 'submitted' });
	const elsewhere = await openRemoteModel(
		{ name: 'x', protocol: 'openai', baseURL: 'https://models.example.com/v1', model: 'own' },
		null
	);
	const events = await eventsOf(modelAgent(elsewhere), await inputWith({}, { limits }));
	expect(events).toMatchObject([{ type: 'run-ended', reason: 'failed', code: 'E_MODEL_PRICE' }]);
	expect(server.asked).toHaveLength(1);
});

it('a call that cannot be read is answered in the words of the prompts, and the run goes on', async () => {
	const { model, server } = await modelOf(
		inOrder({ calls: [{ tool: 'bash', input: 'ls -la' }] }, bash('ls'), submit)
	);
	const events = await eventsOf(modelAgent(model), await inputWith({}));
	expect(events.at(-1)).toMatchObject({ reason: 'submitted' });
	expect(messagesIn(server.asked[1] as Asked).at(-1)?.content).toMatch(
		/^ERROR:\nThe call could not be read: .*JSON.*\. Send the arguments of `bash` as one JSON object/
	);
});

it('several calls of one reply are run in order and answered together', async () => {
	const { model, server } = await modelOf(
		inOrder({ calls: [...bash('echo one > a.txt').calls, ...bash('cat a.txt').calls] }, submit)
	);
	const events = await eventsOf(modelAgent(model), await inputWith({}));
	expect(events.filter(({ type }) => type === 'tool-returned')).toHaveLength(3);
	const told = messagesIn(server.asked[1] as Asked);
	expect(told.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'tool', 'tool']);
	expect(told.at(-1)?.content).toContain('one\n');
});

it('old outputs are left out once the history grows too long, and the record says which', async () => {
	const long = (index: number) => bash(`node -p "'${index}'.repeat(3000)"`);
	const { model, server } = await modelOf(({ index }) => (index < 12 ? long(index % 10) : submit), {
		contextTokens: 10_000
	});
	const events = await eventsOf(modelAgent(model), await inputWith({}));
	const condensed = events.filter((event) => event.type === 'history-condensed');
	expect(condensed[0]).toMatchObject({ calls: ['call-0'], characters: 3042 });
	const last = messagesIn(server.asked.at(-1) as Asked).map(({ content }) => content);
	expect(last[1]).toContain('It says 1 instead of 2.');
	expect(last.filter((text) => /^\[Output of 30\d\d characters left out/.test(text ?? '')).length).toBe(
		condensed.reduce((sum, { calls }) => sum + calls.length, 0)
	);
	expect(last.at(-1)).toContain('1'.repeat(3000));
});

it('a history that the server finds too long is condensed and asked again', async () => {
	const fault: Answer = { status: 400, body: { error: { message: "exceeds the model's context window" } } };
	const answers = [
		...Array.from({ length: 8 }, (_, index) => bash(`node -p "'${index}'.repeat(900)"`)),
		fault
	];
	const { model } = await modelOf(({ index }) => answers[index] ?? submit);
	const events = await eventsOf(modelAgent(model), await inputWith({}));
	expect(events.filter(({ type }) => type === 'history-condensed')).toHaveLength(1);
	expect(events.at(-1)).toMatchObject({ reason: 'submitted' });
});

describe('prompts and tools as files', () => {
	it('ours can be read, written, and read again', () => {
		expect(scaffolds.map(({ name }) => name)).toEqual(['codeact', 'mini', 'mini-text']);
		for (const scaffold of scaffolds) expect(readScaffold(formatScaffold(scaffold))).toEqual(scaffold);
	});

	it.each([
		['version: 2', 'version: 1', 'field "version"'],
		['tools: [bash, rm]', 'tools: [bash, str_replace_editor, run_tests, think, submit]', 'field "tools.1"'],
		['Be good to {{user}}. ', 'You are a programmer', 'field "system": it may hold no {{placeholders}}'],
		['more: 1\nname: codeact', 'name: codeact', 'field "more"'],
		['tools: [bash]', 'tools: [bash, str_replace_editor, run_tests, think, submit]', 'it could never end']
	])('a file with "%s" is refused with the reason', (now, before, why) => {
		const text = formatScaffold(codeact).replace(
			/tools:\n(\s+- .*\n)+/,
			'tools: [bash, str_replace_editor, run_tests, think, submit]\n'
		);
		expect(text).toContain(before);
		expect(() => readScaffold(text.replace(before, now))).toThrow(why);
	});

	it('mini gives a shell alone, and ends by the command that it names', async () => {
		const mini = scaffolds[1];
		const { model, server } = await modelOf(
			inOrder(bash('sed -i s/1/2/ a.js'), bash('echo COMPLETE_TASK_AND_SUBMIT_FINAL_OUTPUT'))
		);
		const input = await inputWith({ 'a.js': 'f(1);\n' });
		const events = await eventsOf(modelAgent(model, mini && { scaffold: mini }), input);
		expect(events.at(-1)).toEqual({ type: 'run-ended', reason: 'submitted' });
		expect(new TextDecoder().decode(await input.sandbox.read('a.js'))).toBe('f(2);\n');
		const tools = server.asked[0]?.body['tools'] as { function: { name: string } }[];
		expect(tools.map((tool) => tool.function.name)).toEqual(['bash']);
	});

	it('a model that knows no tools writes one block of bash, and is told when it wrote two', async () => {
		const text = scaffolds[2];
		const block = (command: string) => `\`\`\`bash\n${command}\n\`\`\``;
		const { model, server } = await modelOf(
			inOrder(
				{ text: `I look.\n\n${block('cat a.js')}` },
				{ text: `${block('ls')}\n${block('ls')}` },
				{ text: block('echo COMPLETE_TASK_AND_SUBMIT_FINAL_OUTPUT') }
			)
		);
		const events = await eventsOf(
			modelAgent(model, text && { scaffold: text }),
			await inputWith({ 'a.js': 'f(1);\n' })
		);
		expect(events.at(-1)).toEqual({ type: 'run-ended', reason: 'submitted' });
		const told = messagesIn(server.asked[2] as Asked);
		expect(told.map(({ role }) => role)).toEqual([
			'system',
			'user',
			'assistant',
			'user',
			'assistant',
			'user'
		]);
		expect(told[3]?.content).toContain('f(1);');
		expect(told[5]?.content).toContain('the reply holds 2 bash code blocks');
		expect(server.asked[0]?.body['tools']).toBe(undefined);
	});
});

it('what a model showed of its reasoning is recorded, and is not put into its mouth again', async () => {
	const { model, server } = await modelOf(inOrder({ ...bash('ls'), reasoning: 'Secretly.' }, submit));
	const events = await eventsOf(modelAgent(model), await inputWith({}));
	expect(events).toContainEqual({ type: 'thought', step: 0, text: 'Secretly.', reasoning: true });
	const said = messagesIn(server.asked[1] as Asked).filter(({ role }) => role === 'assistant');
	expect(said.map(({ content }) => content ?? '')).not.toContain('Secretly.');
});
