import MagicString from 'magic-string';
import { expect, it } from 'vitest';
import { parse } from './ast.ts';
import { Awaits, MAKE_ACTIVATION, original } from './awaits.ts';
import { columnsOf, readColumns, withColumns } from './columns.ts';

function rewritten(source: string): MagicString {
	const text = new MagicString(source);
	new Awaits(source, text).run(parse(source, { sourceType: 'script' }).body);
	return text;
}

/** Runs `source`, an async function expression; what its activations heard goes into `log`. */
function run(source: string, log: string[]): Promise<unknown> {
	const hear = (name: string) => (value: unknown) => (log.push(name), value);
	const make = () => ({
		suspended: hear('suspended'),
		resumed: hear('resumed'),
		restore: hear('restore'),
		yields: hear('yields'),
		yielded: (_yields: unknown, value: unknown) => value
	});
	const compile = new Function(MAKE_ACTIVATION, 'log', `return ${source}`) as (
		...args: unknown[]
	) => () => Promise<unknown>;
	return compile(make, log)();
}

it.each([
	['async () => await 1', 'suspended resumed'],
	['async () => (await 1, {a: await 2}).a', 'suspended resumed suspended resumed'],
	['async () => { "use strict"; return await await 1 }', 'suspended resumed suspended resumed'],
	['async () => { "use strict"\nreturn await 1 }', 'suspended resumed'],
	['async () => { try { await Promise.reject(1) } catch (e) { return e } }', 'suspended restore'],
	['async () => { try { return await 1 } finally { log.push("end") } }', 'suspended resumed restore end'],
	['async () => { for await (const x of [1, 2]) log.push(x) }', 'suspended restore 1 restore 2 restore'],
	[
		'async () => { if (log) for await (const x of [1]) log.push(x); else log.push(2) }',
		'suspended restore 1 restore'
	]
])('the activation of %s hears of each await and of all that follows one', async (source, expected) => {
	const log: string[] = [];
	await run(rewritten(source).toString(), log);
	expect(log.join(' ')).toBe(expected);
});

it.each([
	'async () => { let n = 0; a: b: for await (const x of [1, 2]) { n += x; for await (const y of [1]) continue a } return n }',
	'async () => { const all = []; for await (const x of (async function* () { all.push(yield await 7); yield* [8] })()) all.push(x); return all }',
	'async () => { const f = async function () { await null; return this.v }; return f.call({ v: 9 }) }',
	'async () => { const f = async (/* => */ a, b = (2) /* => */ ) => a + (await b); return f(1) }',
	'async () => { class A { m = async () => await 4; static async *[await "x"]() { yield await 5 } } const [x] = [await new A().m()]; return [x, (await A.x().next()).value] }',
	'async () => { const await_ = 1; return await (await_, 2) }'
])('%s returns what it returned', async (source) => {
	expect(await run(rewritten(source).toString(), [])).toEqual(await run(source, []));
});

it('what was inserted can be taken out again, whole or at the end of a function', () => {
	const source =
		'const f = async (a) => (await a).b; async function g() { for await (const x of y) try { yield_(await x) } catch { h() } }';
	const text = rewritten(source).toString();
	expect(text).not.toBe(source);
	expect(original(text)).toBe(source);
	const f = (0, eval)(`(${rewritten('async (a) => (await a).b').toString()})`) as object;
	expect(original(String(f))).toBe('async (a) => (await a).b');
});

it('columns lead back to the original, also through the comment at the end', () => {
	const source = 'f();\nasync () => { await a; b(); await c(); d() }';
	const text = rewritten(source);
	const [first = '', second = ''] = text.toString().split('\n');
	for (const columns of [columnsOf(text), readColumns(withColumns(text))]) {
		expect(columns?.(1, first.indexOf('f') + 1)).toBe(1);
		for (const name of ['b()', 'c()', 'd()'])
			expect(columns?.(2, second.indexOf(name) + 1)).toBe((source.split('\n')[1] ?? '').indexOf(name) + 1);
	}
	expect(readColumns(source)).toBeUndefined();
});
