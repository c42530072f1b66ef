/** What tokens cost: the user's own price, else the list of genai-prices, else nobody knows. */
import { isFree, type Connection, type Price } from './connection.ts';
import type { Usage } from './model.ts';

export type Tokens = Pick<Usage, 'inputTokens' | 'outputTokens' | 'cachedTokens'> & {
	/** Of the input: tokens written to the provider's cache. */
	cacheWriteTokens?: number;
};

/** US dollars for these tokens. */
export type Tariff = (tokens: Tokens) => number;

/** null = the price is not known. The list is loaded only when it is needed. */
export async function tariffOf(connection: Connection): Promise<Tariff | null> {
	if (connection.price) return byPrice(connection.price);
	if (isFree(connection)) return () => 0;
	const { calcPrice } = await import('@pydantic/genai-prices');
	const tariff = ({ inputTokens, outputTokens, cachedTokens = 0, cacheWriteTokens = 0 }: Tokens) =>
		calcPrice(
			{
				input_tokens: inputTokens,
				output_tokens: outputTokens,
				cache_read_tokens: cachedTokens,
				cache_write_tokens: cacheWriteTokens
			},
			connection.model,
			{ providerApiUrl: connection.baseURL }
		)?.total_price;
	if (tariff({ inputTokens: 1, outputTokens: 1 }) === undefined) return null;
	return (tokens) => tariff(tokens) ?? 0;
}

function byPrice({ input, output, cached = input }: Price): Tariff {
	return ({ inputTokens, outputTokens, cachedTokens = 0 }) =>
		((inputTokens - cachedTokens) * input + cachedTokens * cached + outputTokens * output) / 1_000_000;
}
