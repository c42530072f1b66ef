/** Chrome's built-in model. https://developer.chrome.com/docs/ai/prompt-api: a session in this browser, text in and text out. */
import { CodedError } from '#model/coded-error.ts';
import type { Message, Model } from './model.ts';

type Prompt = { role: 'system' | 'user' | 'assistant'; content: string };
type BuiltInSession = {
	promptStreaming(prompts: readonly Prompt[], options: { signal: AbortSignal }): ReadableStream<string>;
	destroy(): void;
};
type BuiltIn = {
	availability(): Promise<'unavailable' | 'downloadable' | 'downloading' | 'available'>;
	create(options: { initialPrompts: readonly Prompt[]; signal: AbortSignal }): Promise<BuiltInSession>;
};

/** @throws CodedError E_NO_BUILT_IN where this browser has none */
export async function openChromeModel(): Promise<Model> {
	const builtIn = (globalThis as { LanguageModel?: BuiltIn }).LanguageModel;
	const state = (await builtIn?.availability()) ?? 'unavailable';
	if (!builtIn || state === 'unavailable')
		throw new CodedError(
			'E_NO_BUILT_IN',
			'Cannot use the built-in model: this browser has none; desktop Chrome has one on machines that are large enough'
		);
	return {
		name: 'gemini-nano',
		priced: true,
		async reply(history, _tools, { signal, onDelta = () => {} }) {
			const [first, ...rest] = history.map(promptOf);
			const session = await builtIn.create({ initialPrompts: first ? [first] : [], signal });
			try {
				let text = '';
				const reader = session.promptStreaming(rest, { signal }).getReader();
				for (let next = await reader.read(); !next.done; next = await reader.read()) {
					text += next.value;
					onDelta({ kind: 'text', text: next.value });
				}
				return { text, calls: [] };
			} catch (error) {
				signal.throwIfAborted();
				if (error instanceof Error && error.name === 'QuotaExceededError')
					throw new CodedError(
						'E_MODEL_CONTEXT',
						'Cannot ask the built-in model: the history does not fit into it'
					);
				throw error;
			} finally {
				session.destroy();
			}
		}
	};
}

function promptOf(message: Message): Prompt {
	if (message.role === 'tool') return { role: 'user', content: message.output };
	return { role: message.role, content: message.text };
}
