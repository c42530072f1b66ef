/**
 * A short answer with the log-probabilities of its tokens and of those that were nearly said, as chat completions give them:
 * https://platform.openai.com/docs/api-reference/chat/create#chat_create-logprobs. Asked in one piece: streams give them differently or not.
 */
import * as v from 'valibot';
import { CodedError } from '#model/coded-error.ts';
import type { Connection } from './connection.ts';
import { failureOf } from './errors.ts';
import type { Message } from './model.ts';
import { promptOf } from './prompt.ts';
import { providerOf } from './provider.ts';
import { sleep as realSleep, withRetries, type Sleep } from './retry.ts';

/** A token, and what could have stood in its place; logarithms are natural. */
export type Likely = { token: string; logprob: number };
export type AnswerToken = Likely & { others: readonly Likely[] };

/** As many as OpenAI gives. */
const OTHERS = 20;
/** Tokens of the answer: a word in its tag. */
const LENGTH = 24;

const likely = { token: v.string(), logprob: v.number() };
const bodySchema = v.object({
	choices: v.pipe(
		v.array(
			v.object({
				logprobs: v.object({
					content: v.pipe(
						v.array(v.object({ ...likely, top_logprobs: v.optional(v.array(v.object(likely)), []) })),
						v.nonEmpty()
					)
				})
			})
		),
		v.nonEmpty()
	)
});

type Asking = {
	connection: Connection;
	key: string | null;
	messages: readonly Message[];
	signal: AbortSignal;
};

/** @throws CodedError E_NO_LOGPROBS where the model gives none, and the codes of errors.ts */
export async function answerTokens(
	{ connection, key, messages, signal }: Asking,
	{ sleep = realSleep }: { sleep?: Sleep } = {}
): Promise<AnswerToken[]> {
	const { name, model, protocol } = connection;
	const none = (why: string) =>
		new CodedError(
			'E_NO_LOGPROBS',
			`Cannot let "${name}" judge: ${why}; choose a model behind chat completions that gives them (vLLM, llama.cpp and OpenAI do for most)`
		);
	if (protocol !== 'openai') throw none(`its protocol has no log-probabilities`);
	const provider = await providerOf(connection, key);
	const ask = async () => {
		const { response } = await provider.doGenerate({
			prompt: promptOf(messages),
			maxOutputTokens: LENGTH,
			temperature: 0,
			providerOptions: { openai: { logprobs: true, top_logprobs: OTHERS } },
			abortSignal: signal
		});
		const parsed = v.safeParse(bodySchema, response?.body);
		if (!parsed.success) throw none('its server sent no log-probabilities');
		return parsed.output.choices[0]?.logprobs.content ?? [];
	};
	const content = await withRetries(ask, {
		signal,
		sleep,
		failureOf: (error) => failureOf(error, model, key ?? ''),
		onWait: () => {}
	});
	return content.map(({ token, logprob, top_logprobs: others }) => ({ token, logprob, others }));
}
