/** Replies as the bytes of three real protocols: what servers of OpenAI, Anthropic and Google stream. */

export type Turn = {
	text?: string;
	reasoning?: string;
	/** `input` as text is sent as it is: for arguments that are no JSON. */
	calls?: readonly { tool: string; input: Record<string, unknown> | string }[];
	usage?: { input: number; cached: number; output: number; reasoning: number };
	/** Ends at the limit of output tokens. */
	cut?: boolean;
};

export type Wire = 'openai' | 'anthropic' | 'google';

const usual = { input: 100, cached: 40, output: 20, reasoning: 5 };

export const bodyOf: Record<Wire, (turn: Turn) => string> = { openai, anthropic, google };

const data = (value: unknown) => `data: ${JSON.stringify(value)}\n\n`;
const halves = (text: string) => [text.slice(0, text.length >> 1), text.slice(text.length >> 1)];
const argumentsOf = (input: Record<string, unknown> | string) =>
	typeof input === 'string' ? input : JSON.stringify(input);

/** https://platform.openai.com/docs/api-reference/chat-streaming; the arguments of parallel calls come interleaved. */
function openai({ text = '', reasoning = '', calls = [], usage = usual, cut }: Turn): string {
	const chunk = (delta: object, finish_reason: string | null = null) =>
		data({
			id: 'chatcmpl-1',
			object: 'chat.completion.chunk',
			created: 1,
			model: 'm',
			choices: [{ index: 0, delta, finish_reason }]
		});
	const opened = calls.map(({ tool }, index) =>
		chunk({
			tool_calls: [{ index, id: `call_${index}`, type: 'function', function: { name: tool, arguments: '' } }]
		})
	);
	const pieces = [0, 1].flatMap((half) =>
		calls.map(({ input }, index) =>
			chunk({ tool_calls: [{ index, function: { arguments: halves(argumentsOf(input))[half] } }] })
		)
	);
	return [
		': a comment, as OpenRouter sends\n\n',
		chunk({ role: 'assistant', content: '' }),
		...(reasoning ? halves(reasoning).map((half) => chunk({ reasoning_content: half })) : []),
		...(text ? halves(text).map((half) => chunk({ content: half })) : []),
		...opened,
		...pieces,
		chunk({}, cut ? 'length' : calls.length > 0 ? 'tool_calls' : 'stop'),
		data({
			id: 'chatcmpl-1',
			object: 'chat.completion.chunk',
			created: 1,
			model: 'm',
			choices: [],
			usage: {
				prompt_tokens: usage.input,
				completion_tokens: usage.output,
				total_tokens: usage.input + usage.output,
				prompt_tokens_details: { cached_tokens: usage.cached },
				completion_tokens_details: { reasoning_tokens: usage.reasoning }
			}
		}),
		'data: [DONE]\n\n'
	].join('');
}

/** https://docs.claude.com/en/docs/build-with-claude/streaming */
function anthropic({ text = '', reasoning = '', calls = [], usage = usual, cut }: Turn): string {
	const event = (type: string, value: object) => `event: ${type}\n${data({ type, ...value })}`;
	const blocks = [
		...(reasoning
			? [
					{
						start: { type: 'thinking', thinking: '', signature: '' },
						deltas: [
							...halves(reasoning).map((half) => ({ type: 'thinking_delta', thinking: half })),
							{ type: 'signature_delta', signature: 'signed' }
						]
					}
				]
			: []),
		...(text
			? [
					{
						start: { type: 'text', text: '' },
						deltas: halves(text).map((half) => ({ type: 'text_delta', text: half }))
					}
				]
			: []),
		...calls.map(({ tool, input }, index) => ({
			start: { type: 'tool_use', id: `toolu_${index}`, name: tool, input: {} },
			deltas: halves(argumentsOf(input)).map((half) => ({ type: 'input_json_delta', partial_json: half }))
		}))
	];
	return [
		event('message_start', { message: anthropicStart(usage) }),
		event('ping', {}),
		...blocks.flatMap(({ start, deltas }, index) => [
			event('content_block_start', { index, content_block: start }),
			...deltas.map((delta) => event('content_block_delta', { index, delta })),
			event('content_block_stop', { index })
		]),
		event('message_delta', {
			delta: {
				stop_reason: cut ? 'max_tokens' : calls.length > 0 ? 'tool_use' : 'end_turn',
				stop_sequence: null
			},
			usage: { output_tokens: usage.output }
		}),
		event('message_stop', {})
	].join('');
}

function anthropicStart({ input, cached }: { input: number; cached: number }): object {
	return {
		id: 'msg_1',
		type: 'message',
		role: 'assistant',
		model: 'm',
		content: [],
		stop_reason: null,
		stop_sequence: null,
		usage: {
			input_tokens: input - cached,
			cache_read_input_tokens: cached,
			cache_creation_input_tokens: 0,
			output_tokens: 1
		}
	};
}

/** https://ai.google.dev/api/generate-content#method:-models.streamgeneratecontent */
function google({ text = '', reasoning = '', calls = [], usage = usual, cut }: Turn): string {
	const chunk = (parts: object[], finishReason?: string) =>
		data({
			candidates: [{ content: { role: 'model', parts }, index: 0, ...(finishReason && { finishReason }) }],
			...(finishReason && {
				usageMetadata: {
					promptTokenCount: usage.input,
					cachedContentTokenCount: usage.cached,
					candidatesTokenCount: usage.output - usage.reasoning,
					thoughtsTokenCount: usage.reasoning,
					totalTokenCount: usage.input + usage.output
				}
			}),
			modelVersion: 'm'
		}).replaceAll('\n', '\r\n');
	return [
		...(reasoning ? halves(reasoning).map((half) => chunk([{ text: half, thought: true }])) : []),
		...(text ? halves(text).map((half) => chunk([{ text: half }])) : []),
		...calls.map(({ tool, input }) =>
			chunk([{ functionCall: { name: tool, args: input }, thoughtSignature: 'c2lnbmVk' }])
		),
		chunk([{ text: '' }], cut ? 'MAX_TOKENS' : 'STOP')
	].join('');
}
