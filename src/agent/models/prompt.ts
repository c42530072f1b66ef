/** Our messages as the AI SDK's providers want them. */
import type {
	LanguageModelV4Content,
	LanguageModelV4FunctionTool,
	LanguageModelV4Message,
	LanguageModelV4Prompt
} from '@ai-sdk/provider';
import type { Message, ToolCall, ToolSpec } from './model.ts';

/** The parts of a reply that go back to their provider with the signatures they came with. */
export type Native = readonly LanguageModelV4Content[];

type Assistant = Extract<LanguageModelV4Message, { role: 'assistant' }>['content'];

/** Anthropic caches what comes before such a mark; the others take no notice. https://docs.claude.com/en/docs/build-with-claude/prompt-caching */
const cached = { providerOptions: { anthropic: { cacheControl: { type: 'ephemeral' } } } };

export function promptOf(messages: readonly Message[]): LanguageModelV4Prompt {
	const prompt: LanguageModelV4Prompt = [];
	for (const message of messages) {
		if (message.role === 'assistant')
			prompt.push({ role: 'assistant', content: assistant(message.text, message.calls, message.native) });
		else if (message.role !== 'tool')
			prompt.push(
				message.role === 'system'
					? { role: 'system', content: message.text, ...cached }
					: { role: 'user', content: [{ type: 'text', text: message.text }] }
			);
		else {
			const last = prompt.at(-1);
			const result = {
				type: 'tool-result' as const,
				toolCallId: message.callId,
				toolName: message.tool,
				output: { type: 'text' as const, value: message.output }
			};
			if (last?.role === 'tool') last.content.push(result);
			else prompt.push({ role: 'tool', content: [result] });
		}
	}
	const last = prompt.at(-1);
	if (last && last.role !== 'system') last.providerOptions = cached.providerOptions;
	return prompt;
}

/** With `native`, its parts in their order; the calls among them under the ids and inputs that were recorded. */
function assistant(text: string, calls: readonly ToolCall[], native: unknown): Assistant {
	const own = isNative(native) ? native : [];
	if (own.filter(({ type }) => type === 'tool-call').length !== calls.length || own.length === 0)
		return [...(text ? [{ type: 'text' as const, text }] : []), ...calls.map((call) => callPart(call))];
	const left = [...calls];
	return own.flatMap((part): Assistant => {
		const metadata = 'providerMetadata' in part ? part.providerMetadata : undefined;
		const options = metadata ? { providerOptions: metadata } : {};
		if (part.type === 'text' || part.type === 'reasoning')
			return [{ type: part.type, text: part.text, ...options }];
		const call = part.type === 'tool-call' ? left.shift() : undefined;
		return call ? [{ ...callPart(call), ...options }] : [];
	});
}

function callPart({ id, tool, input }: ToolCall) {
	return { type: 'tool-call' as const, toolCallId: id, toolName: tool, input };
}

function isNative(value: unknown): value is Native {
	return Array.isArray(value);
}

export function toolsOf(specs: readonly ToolSpec[]): LanguageModelV4FunctionTool[] {
	return specs.map(({ name, description, parameters }) => ({
		type: 'function',
		name,
		description,
		inputSchema: {
			type: 'object',
			properties: Object.fromEntries(
				Object.entries(parameters.properties).map(([key, property]) => [key, { ...property } as object])
			),
			required: [...parameters.required]
		}
	}));
}
