import { afterEach, expect, test } from 'vitest';
import { sampleOf } from '#gym/sample.ts';
import { openModelServer, type ModelServer } from '#agent/models/server.testing.ts';
import { answerTokens } from '#agent/models/logprobs.ts';
import { CodedError } from '#model/coded-error.ts';
import type { Trajectory } from '#model/trajectory.ts';
import { scoreByJudge } from './judging.ts';
import type { Parts } from './parts.ts';

let server: ModelServer | null = null;
afterEach(() => server?.close());

const kept: Record<string, Trajectory> = {
	r: {
		head: { id: 'r' },
		events: [{ seq: 0, at: 0, type: 'run-started', issue: 'It says 3.' }]
	} as unknown as Trajectory
};
const parts = {
	store: async () => ({
		trajectories: {
			read: async (id: string) => {
				if (kept[id]) return kept[id];
				throw new CodedError('E_NO_RUN', 'not here');
			}
		}
	})
} as unknown as Parts;

test('a sample gets the score that a model on loopback gives its run; one whose run is elsewhere gets none', async () => {
	const content = [
		{
			...{ token: 'YES', logprob: Math.log(0.8), bytes: null },
			top_logprobs: [{ token: 'NO', logprob: Math.log(0.2), bytes: null }]
		}
	];
	const opened = (server = await openModelServer(() => ({
		status: 200,
		body: {
			...{ id: 'c', object: 'chat.completion', created: 1, model: 'm' },
			choices: [
				{
					index: 0,
					message: { role: 'assistant', content: 'YES' },
					finish_reason: 'stop',
					logprobs: { content }
				}
			],
			usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 }
		}
	})));
	const connection = {
		name: 'judge',
		protocol: 'openai',
		baseURL: opened.baseURL('openai'),
		model: 'm'
	} as const;
	const { signal } = new AbortController();
	const ask = (messages: Parameters<typeof answerTokens>[0]['messages']) =>
		answerTokens({ connection, key: null, messages, signal });
	const sample = { ...sampleOf(null, { task: 't', sample: 1, seed: 1 }, null), run: 'r', green: true };
	const green = await scoreByJudge(parts, sample, { ask, signal });
	const red = await scoreByJudge(parts, { ...sample, green: false }, { ask, signal });
	expect(green?.score).toBeGreaterThan(0.9);
	expect(red?.score).toBeLessThan(0.1);
	expect(JSON.stringify(opened.asked[0]?.body)).toContain('It says 3.');
	expect(await scoreByJudge(parts, { ...sample, run: 'elsewhere' }, { ask, signal })).toBeNull();
});
