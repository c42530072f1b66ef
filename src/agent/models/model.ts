/** What the loop asks of a language model: the history in, one reply out. Each way to reach one is a file beside this one. */

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

/**
 * `input` is as the model wrote it: the tool checks it. `problem` says why it is no call at all (arguments that are
 * no JSON object); `input` then holds the text under `arguments`.
 */
export type ToolCall = { id: string; tool: string; input: Record<string, unknown>; problem?: string };

export type Message =
	| { role: 'system' | 'user'; text: string }
	| {
			role: 'assistant';
			text: string;
			calls: readonly ToolCall[];
			/** What the same model gave as `native` of this reply, if it is still known and the reply is unchanged. */
			native?: unknown;
	  }
	| { role: 'tool'; callId: string; tool: string; output: string };

export type Usage = {
	/** Tokens, those of the cache included. */
	inputTokens: number;
	/** Tokens, those of the reasoning included. */
	outputTokens: number;
	/** Of the input: tokens read from the provider's cache. */
	cachedTokens?: number;
	/** Of the output: tokens of reasoning. */
	reasoningTokens?: number;
	/** US dollars; 0 where `unpriced`. */
	cost: number;
	/** Nobody knows what this model costs. */
	unpriced?: true;
};

export type Reply = {
	text: string;
	/** What the model showed of its reasoning. */
	reasoning?: string;
	calls: readonly ToolCall[];
	usage?: Usage;
	/** It ended at the limit of output tokens. */
	cut?: true;
	/** The reply as its provider wants it back, signatures of reasoning included. Opaque; lives as long as the page. */
	native?: unknown;
};

/** A piece of a reply as it comes. `again`: what came so far is void, the reply is asked for again. `waiting`: why nothing comes. */
export type Delta =
	{ kind: 'text' | 'reasoning'; text: string } | { kind: 'again' } | { kind: 'waiting'; text: string };

export type ReplyOptions = { signal: AbortSignal; onDelta?: (delta: Delta) => void };

export interface Model {
	readonly name: string;
	/** Tokens that fit; absent = not known. */
	readonly contextTokens?: number;
	/** Whether what it costs is known; absent = it costs nothing. */
	readonly priced?: boolean;
	/** Refusals are CodedError with the codes of errors.ts; aborting rejects and closes the connection. */
	reply(history: readonly Message[], tools: readonly ToolSpec[], options: ReplyOptions): Promise<Reply>;
}
