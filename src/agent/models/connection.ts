/** Where a model is reached and how: what a user configures. Never holds a key. */
import * as v from 'valibot';
import { CodedError } from '#model/coded-error.ts';

/** US dollars for a million tokens. */
const price = v.object({
	input: v.pipe(v.number(), v.minValue(0)),
	output: v.pipe(v.number(), v.minValue(0)),
	/** Of the input: read from the provider's cache; as `input` unless told. */
	cached: v.exactOptional(v.pipe(v.number(), v.minValue(0)))
});

const connection = v.object({
	/** The user's name for it, unique. */
	name: v.pipe(v.string(), v.trim(), v.nonEmpty('it needs a name')),
	protocol: v.picklist(['openai', 'anthropic', 'google', 'chrome']),
	/** Without "/" at its end; "" for Chrome's built-in model. */
	baseURL: v.string(),
	/** As the provider spells it. */
	model: v.pipe(v.string(), v.trim(), v.nonEmpty('it needs the name of a model')),
	/** The user's own price; wins over the list. */
	price: v.exactOptional(price),
	/** Tokens that fit into the model; history is condensed before. */
	contextTokens: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1000))),
	/** Tokens of one reply. */
	maxOutputTokens: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1))),
	/** 0 to 2. */
	temperature: v.exactOptional(v.pipe(v.number(), v.minValue(0), v.maxValue(2))),
	reasoning: v.exactOptional(v.picklist(['none', 'low', 'medium', 'high']))
});

export type Price = v.InferOutput<typeof price>;
export type Connection = v.InferOutput<typeof connection>;

export type Preset = Pick<Connection, 'protocol' | 'baseURL'> & {
	label: string;
	/** Shown where a model is typed. */
	example: string;
	key: 'needed' | 'none';
	/** Runs on the user's machine: costs nothing. */
	local?: true;
	about: string;
};

export const presets: Record<string, Preset> = {
	openrouter: {
		label: 'OpenRouter',
		protocol: 'openai',
		baseURL: 'https://openrouter.ai/api/v1',
		example: 'qwen/qwen3-coder',
		key: 'needed',
		about: 'Hundreds of models with one account; sign in without copying a key.'
	},
	openai: {
		label: 'OpenAI',
		protocol: 'openai',
		baseURL: 'https://api.openai.com/v1',
		example: 'gpt-5-mini',
		key: 'needed',
		about: 'Needs a key of the API, not a subscription of ChatGPT.'
	},
	anthropic: {
		label: 'Anthropic',
		protocol: 'anthropic',
		baseURL: 'https://api.anthropic.com/v1',
		example: 'claude-sonnet-4-5',
		key: 'needed',
		about: 'Called straight from this page, as their header for browsers allows.'
	},
	google: {
		label: 'Google Gemini',
		protocol: 'google',
		baseURL: 'https://generativelanguage.googleapis.com/v1beta',
		example: 'gemini-2.5-flash',
		key: 'needed',
		about: 'A key of AI Studio.'
	},
	ollama: {
		label: 'Ollama',
		protocol: 'openai',
		baseURL: 'http://localhost:11434/v1',
		example: 'qwen3-coder:30b',
		key: 'none',
		local: true,
		about: 'On this machine. Start it with OLLAMA_ORIGINS set to the address of this page.'
	},
	lmstudio: {
		label: 'LM Studio',
		protocol: 'openai',
		baseURL: 'http://localhost:1234/v1',
		example: 'qwen3-coder-30b',
		key: 'none',
		local: true,
		about: 'On this machine. Switch on CORS in its server settings.'
	},
	vllm: {
		label: 'vLLM',
		protocol: 'openai',
		baseURL: 'http://localhost:8000/v1',
		example: 'Qwen/Qwen3-Coder-30B-A3B-Instruct',
		key: 'none',
		local: true,
		about: 'Start it with --enable-auto-tool-choice and a --tool-call-parser.'
	},
	llamacpp: {
		label: 'llama.cpp',
		protocol: 'openai',
		baseURL: 'http://localhost:8080/v1',
		example: 'default',
		key: 'none',
		local: true,
		about: 'llama-server with --jinja, so that it knows tools.'
	},
	chrome: {
		label: "Chrome's built-in model",
		protocol: 'chrome',
		baseURL: '',
		example: 'gemini-nano',
		key: 'none',
		local: true,
		about: 'No key and no server; small, so expect little. Only in Chrome where it is installed.'
	},
	custom: {
		label: 'Another server',
		protocol: 'openai',
		baseURL: 'https://',
		example: 'name-of-the-model',
		key: 'needed',
		about: 'Anything that speaks the chat completions of OpenAI.'
	}
};

/** What a user typed or a store kept, checked. @throws CodedError E_CONNECTION that names the field */
export function readConnection(value: unknown): Connection {
	const result = v.safeParse(connection, value);
	const name = typeof value === 'object' && value !== null && 'name' in value ? String(value.name) : '';
	if (!result.success) {
		const [issue] = result.issues;
		throw refusal(name, `field "${v.getDotPath(issue) ?? '?'}": ${issue.message}`);
	}
	const { protocol, baseURL } = result.output;
	if (protocol === 'chrome') return { ...result.output, baseURL: '' };
	return { ...result.output, baseURL: checkedURL(name, baseURL) };
}

function checkedURL(name: string, text: string): string {
	const url = URL.canParse(text.trim()) ? new URL(text.trim()) : null;
	if (!url || !/^https?:$/.test(url.protocol) || url.hostname === '')
		throw refusal(name, `"${text}" is not an address that begins with https:// or http://`);
	if (url.username || url.password || url.search || url.hash)
		throw refusal(name, `"${url.origin}${url.pathname}" must not hold a password, a query or a #`);
	if (url.protocol === 'http:' && !isLocal(url.hostname))
		throw refusal(
			name,
			`"${text}" would send the key in clear: only addresses of this machine may be http://`
		);
	return url.href.replace(/\/+$/, '');
}

function isLocal(hostname: string): boolean {
	return ['localhost', '127.0.0.1', '[::1]'].includes(hostname) || hostname.endsWith('.localhost');
}

function refusal(name: string, why: string): CodedError {
	return new CodedError('E_CONNECTION', `Cannot use the model "${name}": ${why}`);
}

/** What the page's policy must let through for these, without repeats. */
export function originsOf(connections: readonly Connection[]): string[] {
	const urls = connections.filter(({ baseURL }) => baseURL).map(({ baseURL }) => new URL(baseURL).origin);
	return [...new Set(urls)].sort();
}

/** Whether it runs on this machine, and so costs nothing. */
export function isFree({ protocol, baseURL }: Connection): boolean {
	return protocol === 'chrome' || isLocal(new URL(baseURL).hostname);
}
