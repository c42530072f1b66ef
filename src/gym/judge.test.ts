import { afterEach, describe, expect, test } from 'vitest';
import { answerTokens } from '#agent/models/logprobs.ts';
import { openModelServer, type Answer, type ModelServer } from '#agent/models/server.testing.ts';
import { hybrid, judgement, questionOf } from './judge.ts';
import type { Trajectory } from '#model/trajectory.ts';

let server: ModelServer | null = null;
afterEach(() => server?.close());

const log = (token: string, logprob: number, others: Record<string, number> = {}) => ({
	...{ token, logprob, bytes: null },
	top_logprobs: Object.entries(others).map(([word, value]) => ({ token: word, logprob: value, bytes: null }))
});

/** As OpenAI's server answers. */
const completion = (content: unknown, text = '<judgement>YES</judgement>'): Answer => ({
	status: 200,
	body: {
		...{ id: 'chatcmpl-1', object: 'chat.completion', created: 1, model: 'm' },
		choices: [
			{
				index: 0,
				message: { role: 'assistant', content: text },
				finish_reason: 'stop',
				logprobs: content && { content }
			}
		],
		usage: { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 }
	}
});

const trajectory = {
	head: { id: 'r' },
	events: [
		{ seq: 0, at: 0, type: 'run-started', issue: 'It says 3.' },
		{ seq: 1, at: 1, type: 'thought', step: 0, text: 'I say 4.' }
	]
} as unknown as Trajectory;

async function ask(answers: Answer[]) {
	const opened = (server = await openModelServer(({ index }) => answers[index] ?? 'hang up'));
	const connection = {
		name: 'judge',
		protocol: 'openai',
		baseURL: opened.baseURL('openai'),
		model: 'm'
	} as const;
	const messages = questionOf(trajectory);
	const { signal } = new AbortController();
	const tokens = await answerTokens(
		{ connection, key: 'sk-secret', messages, signal },
		{ sleep: async () => {} }
	);
	return { tokens, opened };
}

describe('a model as the judge of a run', () => {
	test("is asked SWE-Gym's question over chat completions, and scores by the log-probabilities of its two words", async () => {
		const said = [
			...[log('<', 0), log('judgement', 0), log('>', 0)],
			log('YES', Math.log(0.6), { YES: Math.log(0.6), NO: Math.log(0.2), '\n': Math.log(0.1) }),
			...[log('</', 0), log('judgement', 0), log('>', 0)]
		];
		const { tokens, opened } = await ask([
			{ status: 503, body: { error: { message: 'busy' } } },
			completion(said)
		]);
		expect(judgement(tokens)).toBeCloseTo(0.75, 6);
		const asked = opened.asked[1];
		const body = asked?.body ?? {};
		const headers = asked?.headers ?? {};
		expect(body).toMatchObject({ model: 'm', logprobs: true, top_logprobs: 20, temperature: 0 });
		expect(body['stream']).not.toBe(true);
		expect(headers['authorization']).toBe('Bearer sk-secret');
		const [system, user] = body['messages'] as { role: string; content: string }[];
		expect([system?.role, system?.content]).toEqual([
			'system',
			expect.stringContaining('Respond only with "<judgement>YES')
		]);
		expect(JSON.stringify(user)).toContain('It says 3.');
		expect(JSON.stringify(user)).toContain('I say 4.');
	});

	test.each([
		['words cut in pieces', [log(' N', Math.log(0.5), { ' Y': Math.log(0.25) }), log('O', 0)], 1 / 3],
		['spellings of a word', [log('Yes', Math.log(0.3), { YES: Math.log(0.3), No: Math.log(0.2) })], 0.75],
		['a word that is not among the likely', [log('YES', Math.log(0.9), { maybe: Math.log(0.1) })], 0.9],
		[
			'what stands before the word',
			[log('Not', -0.1), log(' sure', -0.1), log(': ', 0), log('NO', Math.log(0.8), { YES: Math.log(0.2) })],
			0.2
		]
	])('is understood with %s', async (_, said, score) => {
		const { tokens } = await ask([completion(said)]);
		expect(judgement(tokens)).toBeCloseTo(score, 6);
	});

	test('that gives no log-probabilities, says neither word, or has no such protocol, is refused by name', async () => {
		await expect(ask([completion(null)])).rejects.toThrow(
			'Cannot let "judge" judge: its server sent no log-probabilities'
		);
		await server?.close();
		const { tokens } = await ask([completion([log('Perhaps', -0.1)], 'Perhaps')]);
		expect(() => judgement(tokens)).toThrow('it says neither YES nor NO but "Perhaps"');
		const other = {
			name: 'claude',
			protocol: 'anthropic',
			baseURL: 'https://a.example',
			model: 'm'
		} as const;
		const { signal } = new AbortController();
		await expect(answerTokens({ connection: other, key: null, messages: [], signal })).rejects.toThrow(
			'its protocol has no log-probabilities'
		);
	});

	test('counts with test evidence: a sure judge does not outweigh red tests, and orders those that are green', () => {
		expect(hybrid(0.9, false)).toBeLessThan(hybrid(0.5, true));
		expect(hybrid(0.9, true)).toBeGreaterThan(hybrid(0.5, true));
		expect(hybrid(1, false)).toBeLessThan(1);
	});
});
