import { expect, test } from 'vitest';
import { isFree, originsOf, presets, readConnection, type Connection } from './connection.ts';
import { tariffOf } from './prices.ts';

const base = { name: 'mine', protocol: 'openai', baseURL: 'https://api.openai.com/v1/', model: 'gpt-5-mini' };

test('every preset is a connection once it has a model', () => {
	for (const [id, { protocol, baseURL, example, local }] of Object.entries(presets)) {
		if (id === 'custom') continue;
		const connection = readConnection({ name: id, protocol, baseURL, model: example });
		expect(isFree(connection)).toBe(local === true);
	}
});

test('an address loses its last slash, and the policy needs its origin alone', () => {
	const connection = readConnection(base);
	expect(connection.baseURL).toBe('https://api.openai.com/v1');
	expect(originsOf([connection, connection])).toEqual(['https://api.openai.com']);
	expect(originsOf([readConnection({ ...base, protocol: 'chrome', baseURL: 'x' })])).toEqual([]);
});

test.each([
	['ftp://a/v1', 'is not an address that begins with https:// or http://'],
	['', 'is not an address that begins with https:// or http://'],
	['https://user:secret@a/v1', 'must not hold a password'],
	['https://a/v1?key=1', 'must not hold a password, a query or a #'],
	['http://example.com/v1', 'would send the key in clear']
])('the address "%s" is refused: it %s', (baseURL, why) => {
	expect(() => readConnection({ ...base, baseURL })).toThrow(why);
	expect(() => readConnection({ ...base, baseURL })).not.toThrow('secret');
});

test('a field that is missing or wrong is named', () => {
	expect(() => readConnection({ ...base, model: ' ' })).toThrow(
		'Cannot use the model "mine": field "model": it needs the name of a model'
	);
	expect(() => readConnection({ ...base, price: { input: -1, output: 1 } })).toThrow('field "price.input"');
});

const connection = (more: Partial<Connection>): Connection => ({ ...readConnection(base), ...more });
const tokens = { inputTokens: 1_000_000, outputTokens: 100_000, cachedTokens: 400_000 };

test("the user's own price wins over the list", async () => {
	const tariff = await tariffOf(connection({ price: { input: 2, cached: 1, output: 10 } }));
	expect(tariff?.(tokens)).toBeCloseTo(1.2 + 0.4 + 1, 10);
});

test('the list knows well-known models by their address, cache included, and says where it knows nothing', async () => {
	const known = await tariffOf(connection({}));
	expect(known?.(tokens)).toBeGreaterThan(0);
	expect(known?.(tokens)).toBeLessThan(known?.({ ...tokens, cachedTokens: 0 }) ?? 0);
	expect(await tariffOf(connection({ baseURL: 'https://models.example.com/v1', model: 'own-7b' }))).toBe(
		null
	);
});

test('what runs on this machine costs nothing', async () => {
	expect((await tariffOf(connection({ baseURL: 'http://localhost:11434/v1' })))?.(tokens)).toBe(0);
});
