/** A provider's stream as one reply. */
import type {
	LanguageModelV4Content,
	LanguageModelV4StreamPart,
	LanguageModelV4ToolCall,
	LanguageModelV4Usage,
	SharedV4ProviderMetadata
} from '@ai-sdk/provider';
import { CodedError } from '#model/coded-error.ts';
import type { Reply, ReplyOptions, ToolCall } from './model.ts';

/** Characters of one reply after which it is endless. */
const ENDLESS = 1_000_000;

export type Collected = Omit<Reply, 'usage'> & { tokens: LanguageModelV4Usage };

type Block = { type: 'text' | 'reasoning'; text: string; providerMetadata?: SharedV4ProviderMetadata };

/** @throws what the stream says is wrong; CodedError E_MODEL_CUT where it ends before the reply does */
export async function collect(
	stream: ReadableStream<LanguageModelV4StreamPart>,
	model: string,
	{ signal, onDelta = () => {} }: ReplyOptions
): Promise<Collected> {
	const parts: LanguageModelV4Content[] = [];
	const open = new Map<string, Block>();
	let length = 0;
	const reader = stream.getReader();
	try {
		for (;;) {
			const { done, value } = await reader.read();
			signal.throwIfAborted();
			if (done) throw cut(model);
			if (value.type === 'text-start' || value.type === 'reasoning-start') {
				const block: Block = { type: value.type === 'text-start' ? 'text' : 'reasoning', text: '' };
				open.set(value.id, block);
				parts.push(block);
			}
			if ('providerMetadata' in value && value.providerMetadata && 'id' in value) {
				const block = open.get(value.id);
				if (block) block.providerMetadata = { ...block.providerMetadata, ...value.providerMetadata };
			}
			if ('delta' in value && (length += value.delta.length) > ENDLESS)
				throw new CodedError(
					'E_MODEL_ENDLESS',
					`Cannot use the reply of "${model}": it went on after ${ENDLESS} characters and was ended`
				);
			if (value.type === 'text-delta' || value.type === 'reasoning-delta') {
				const block = open.get(value.id);
				if (block) block.text += value.delta;
				onDelta({ kind: value.type === 'text-delta' ? 'text' : 'reasoning', text: value.delta });
			} else if (value.type === 'tool-call') parts.push(value);
			else if (value.type === 'error') throw value.error;
			else if (value.type === 'finish') {
				const { finishReason, usage } = value;
				// Every protocol names its reason; a stream that broke off has none.
				if (finishReason.raw === undefined) throw cut(model);
				return { ...replyOf(parts), ...(finishReason.unified === 'length' && { cut: true }), tokens: usage };
			}
		}
	} finally {
		await reader.cancel().catch(() => {}); // it is over either way
	}
}

function cut(model: string): CodedError {
	return new CodedError(
		'E_MODEL_CUT',
		`Cannot use the reply of "${model}": the connection ended in the middle`
	);
}

function replyOf(parts: readonly LanguageModelV4Content[]): Omit<Reply, 'usage'> {
	const textOf = (type: 'text' | 'reasoning') =>
		parts.flatMap((part) => (part.type === type ? [part.text] : [])).join('\n\n');
	const reasoning = textOf('reasoning');
	return {
		text: textOf('text'),
		...(reasoning.trim() && { reasoning }),
		calls: parts.flatMap((part) => (part.type === 'tool-call' ? [callOf(part)] : [])),
		native: parts
	};
}

function callOf({ toolCallId: id, toolName: tool, input }: LanguageModelV4ToolCall): ToolCall {
	try {
		const value: unknown = JSON.parse(input.trim() === '' ? '{}' : input);
		if (typeof value === 'object' && value !== null && !Array.isArray(value))
			return { id, tool, input: { ...value } };
		return { id, tool, input: { arguments: input }, problem: 'they are no JSON object' };
	} catch (error) {
		return { id, tool, input: { arguments: input }, problem: error instanceof Error ? error.message : '' };
	}
}
