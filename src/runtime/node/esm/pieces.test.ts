import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { scan } from './scan.ts';
import { rewriteScript } from './script.ts';

/** What becomes of `source` when its functions are looked for, and when all of it is parsed. */
const both = (source: string) =>
	[rewriteScript(source, 'I'), rewriteScript(source, 'I', () => {})].map((text) => text?.toString() ?? null);

it.each([
	'async function f(a = ")") { await a }',
	'const f = async (a, { b } = {}) => await a, g = async b => (await b) / 2 / 3; import("x")',
	'({ async m() { await 1 }, async *[`n${{ a: 1 }.a}`]() { yield await 2 }, async "s"() { await 3 }, async: 1, await: 2 })',
	'class A { static async #p() { await this.#q } #q = 1; async async() { await super.x } get async() { return 1 } }',
	'class A { async = 1; async\n f() { } static async g() { for await (const x of y) z(x) } }',
	'async\nfunction f() { } var async = 1; async(async () => await 1); async.x; x.async(a => b); async * 2; async[0]',
	'f(async function* named() { for await (const x of y) { yield x } }, async () => { const g = async () => await 1; await g() })',
	'"await"; \'async () => await 1\'; `async ${async () => await `${1}}`} () => await 1`; /async x => await x/; // async () => await 1',
	'if (x) /[/"]/.test(y); else /`/.test(z); a = b / c; "await"; async () => await x',
	'x = a++ / 2; y = (a) / 2; z = b[0] / 2 / async; async () => { await 1 }',
	'function f() {}\n/"/.test(x); async () => await 1',
	'x = { a: 1 } / 2; y = 1. / 2; async () => await 1',
	'import("a").then(y); x.import("b"); y?.import("c"); ({ ...import("d") }); "await"',
	'async () => await import("x")',
	'const \u00e4 = async\u00a0x => await\u2003x; /* \n */ async () => await 1'
])('only the pieces concerned of %s are rewritten, as when all of it is parsed', (source) => {
	expect(scan(source)).not.toBeNull();
	const [pieces, whole] = both(source);
	expect(pieces).toBe(whole);
});

it.each([
	'label: { } /x/; await',
	'async () => await /"/.exec(x)',
	'for await (x of y) /z/.test(x)',
	'({ import(x) { } })',
	'x = "await\n"',
	'`await ${1',
	'async () => { await 1 } }',
	'f(] await',
	'<!-- await\nasync () => 1'
])('what needs a grammar is left to the parser: %s', (source) => {
	expect(scan(source)).toBeNull();
	const [pieces, whole] = both(source);
	expect(pieces).toBe(whole);
});

it.each(['typescript', 'prettier', 'acorn', 'playwright-core/lib/coreBundle'])(
	'the code of %s is told apart without a parser',
	(name) => {
		const source = readFileSync(createRequire(import.meta.url).resolve(name), 'utf8');
		expect(scan(source)).not.toBeNull();
	}
);
