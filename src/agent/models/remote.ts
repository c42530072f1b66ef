/** A model behind a connection: streamed, asked again where that helps, priced. */
import type { LanguageModelV4CallOptions } from '@ai-sdk/provider';
import { CodedError } from '#model/coded-error.ts';
import { collect, type Collected } from './collect.ts';
import type { Connection } from './connection.ts';
import { failureOf } from './errors.ts';
import type { Model, Usage } from './model.ts';
import { tariffOf, type Tariff } from './prices.ts';
import { promptOf, toolsOf } from './prompt.ts';
import { providerOf } from './provider.ts';
import { sleep as realSleep, withRetries, type Sleep } from './retry.ts';

/** Tokens of one reply where a protocol must be told and the user did not say. */
const OUTPUT_TOKENS = 8192;
/** Milliseconds without a byte after which a reply is given up and asked for again. */
const SILENCE = 180_000;

export type RemoteOptions = { sleep?: Sleep; /** Milliseconds. */ silence?: number };

/** `key` null = the server wants none. */
export async function openRemoteModel(
	connection: Connection,
	key: string | null,
	{ sleep = realSleep, silence = SILENCE }: RemoteOptions = {}
): Promise<Model> {
	if (key !== null) checkKey(connection, key);
	const [provider, tariff] = await Promise.all([providerOf(connection, key), tariffOf(connection)]);
	const name = connection.model;
	return {
		name,
		priced: tariff !== null,
		...(connection.contextTokens && { contextTokens: connection.contextTokens }),
		async reply(history, tools, options) {
			const { signal, onDelta = () => {} } = options;
			const request: LanguageModelV4CallOptions = {
				...settingsOf(connection),
				prompt: promptOf(history),
				...(tools.length > 0 && { tools: toolsOf(tools), toolChoice: { type: 'auto' } })
			};
			const ask = async (): Promise<Collected> => {
				const watch = watchSilence(signal, silence, name);
				try {
					const { stream } = await provider.doStream({ ...request, abortSignal: watch.signal });
					return await collect(watch.over(stream), name, options);
				} catch (error) {
					throw watch.signal.aborted && !signal.aborted ? watch.signal.reason : error;
				} finally {
					watch.end();
				}
			};
			const { tokens, ...reply } = await withRetries(ask, {
				signal,
				sleep,
				failureOf: (error) => failureOf(error, name, key ?? ''),
				onWait(text) {
					onDelta({ kind: 'again' });
					onDelta({ kind: 'waiting', text });
				}
			});
			return { ...reply, usage: usageOf(tokens, tariff) };
		}
	};
}

function settingsOf({ protocol, maxOutputTokens, temperature, reasoning }: Connection) {
	const most = maxOutputTokens ?? (protocol === 'anthropic' ? OUTPUT_TOKENS : undefined);
	return {
		...(most !== undefined && { maxOutputTokens: most }),
		...(temperature !== undefined && { temperature }),
		...(reasoning && { reasoning })
	};
}

function usageOf({ inputTokens, outputTokens }: Collected['tokens'], tariff: Tariff | null): Usage {
	const { total: input = 0, cacheRead, cacheWrite } = inputTokens;
	const { total: output = 0, reasoning } = outputTokens;
	const tokens = {
		inputTokens: input,
		outputTokens: output,
		...(cacheRead !== undefined && { cachedTokens: cacheRead })
	};
	return {
		...tokens,
		...(reasoning !== undefined && { reasoningTokens: reasoning }),
		cost: tariff?.({ ...tokens, ...(cacheWrite !== undefined && { cacheWriteTokens: cacheWrite }) }) ?? 0,
		...(tariff === null && { unpriced: true })
	};
}

/** Fetch would refuse such a key with a message that repeats it. */
function checkKey({ name }: Connection, key: string): void {
	if (!/^[\x21-\x7e]+$/.test(key))
		throw new CodedError(
			'E_MODEL_KEY',
			`Cannot use the key of "${name}": it is empty or holds a space or a character that no key has; paste it again`
		);
}

/** A signal that also aborts when nothing came for so long. `over` passes a stream on and hears that it lives. */
function watchSilence(outer: AbortSignal, silence: number, model: string) {
	const aborter = new AbortController();
	let timer: ReturnType<typeof setTimeout>;
	const listen = () => {
		clearTimeout(timer);
		timer = setTimeout(
			() =>
				aborter.abort(
					new CodedError(
						'E_MODEL_CUT',
						`Cannot use the reply of "${model}": nothing came for ${silence / 1000} s`
					)
				),
			silence
		);
	};
	listen();
	return {
		signal: AbortSignal.any([outer, aborter.signal]),
		over<T>(stream: ReadableStream<T>): ReadableStream<T> {
			return stream.pipeThrough(
				new TransformStream<T, T>({
					transform(chunk, controller) {
						listen();
						controller.enqueue(chunk);
					}
				})
			);
		},
		end: () => clearTimeout(timer)
	};
}
