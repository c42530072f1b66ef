/** What the loop asks of a language model: the history in, one reply out. Each provider is a file beside this one. */

/** JSON Schema of a tool's input: an object with named properties. */
export type InputSchema = {
	type: 'object';
	properties: Record<
		string,
		{ type: string; description: string; enum?: readonly string[]; items?: { type: string } }
	>;
	required: readonly string[];
};

export type ToolSpec = { name: string; description: string; parameters: InputSchema };

/** `input` is as the model wrote it: the tool checks it. */
export type ToolCall = { id: string; tool: string; input: Record<string, unknown> };

export type Message =
	| { role: 'system' | 'user'; text: string }
	| { role: 'assistant'; text: string; calls: readonly ToolCall[] }
	| { role: 'tool'; callId: string; tool: string; output: string };

/** Tokens, and US dollars. */
export type Usage = { inputTokens: number; outputTokens: number; cost: number };

export type Reply = { text: string; calls: readonly ToolCall[]; usage?: Usage };

export interface Model {
	readonly name: string;
	reply(history: readonly Message[], tools: readonly ToolSpec[], signal: AbortSignal): Promise<Reply>;
}
