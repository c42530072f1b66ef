/** The model that a command is given: where it is, what it is told, what a run may use. Its key comes from TABGYM_API_KEY alone. */
import { existsSync, readFileSync } from 'node:fs';
import { load } from './packs/load.mjs';

/** For parseArgs. */
export const modelOptions = /** @type {const} */ ({
	model: { type: 'string' },
	server: { type: 'string' },
	protocol: { type: 'string' },
	prompts: { type: 'string', default: 'codeact' },
	price: { type: 'string' },
	steps: { type: 'string' },
	tokens: { type: 'string' },
	cost: { type: 'string' }
});

export const modelUsage =
	'--agent model --model NAME --server PRESET|URL [--protocol openai|anthropic|google] [--prompts NAME|FILE] [--price IN/OUT] [--steps N] [--tokens N] [--cost DOLLARS], key in TABGYM_API_KEY';

/**
 * @typedef {{connection: any, key: string | null, scaffold: string, limits: Record<string, number>}} GivenModel
 * @param {Record<string, any>} values what parseArgs read
 * @returns {Promise<GivenModel | null>} null = the agent is no model
 * @throws an Error that names what is missing or wrong
 */
export async function modelOf(values) {
	if (values.agent !== 'model') return null;
	const { presets, readConnection } = await load('src/agent/models/connection.ts');
	if (!values.model) throw new Error('--agent model needs --model, as its provider spells it');
	if (!values.server)
		throw new Error(
			`--agent model needs --server: an address, or one of ${Object.keys(presets)
				.filter((name) => presets[name].baseURL.length > 'https://'.length)
				.join(', ')}`
		);
	const preset = presets[values.server] ?? { protocol: 'openai', baseURL: values.server };
	const [input, output = input] = (values.price ?? '').split('/').map(Number);
	const connection = readConnection({
		name: values.model,
		model: values.model,
		protocol: values.protocol ?? preset.protocol,
		baseURL: preset.baseURL,
		...(values.price && { price: { input, output } })
	});
	const limits = Object.fromEntries(
		['steps', 'tokens', 'cost'].flatMap((name) =>
			values[name] === undefined ? [] : [[name, positive(name, values[name])]]
		)
	);
	return { connection, key: process.env.TABGYM_API_KEY ?? null, scaffold: promptsOf(values.prompts), limits };
}

/** @param {string} name @param {string} text */
function positive(name, text) {
	const number = Number(text);
	if (!(number > 0)) throw new Error(`--${name} must be a number above 0, not "${text}"`);
	return number;
}

/** A file's text, or the name of prompts of ours. @param {string} given */
function promptsOf(given) {
	return existsSync(given) ? readFileSync(given, 'utf8') : given;
}
