/** What is expected here was told by the inspector of Node 22: function, "?" where it has no blocks, and ranges with their counts. */
import { expect, it } from 'vitest';
import { AsyncActivation } from '../async-activation.ts';
import { AsyncContexts } from '../async-contexts.ts';
import { original } from '../esm/awaits.ts';
import { rewriteScript } from '../esm/script.ts';
import { coverage } from './coverage.ts';
import { COUNTERS } from './slots.ts';

const contexts = new AsyncContexts();

/** Runs a script with counters and tells what was counted, once it settled. */
async function measure(source: string): Promise<string[]> {
	let counters: unknown = null;
	const text = rewriteScript(source, 'import', (text) => {
		counters = coverage.count('/script.js', source, text, { sourceType: 'script' });
	});
	if (!text) throw new Error('Cannot measure: nothing is counted');
	expect(original(text.toString())).toBe(source);
	const run = new Function('exports', COUNTERS, '__vm_activation', text.toString()) as (
		...args: unknown[]
	) => void;
	run({}, counters, () => new AsyncActivation(contexts));
	await new Promise((settled) => setTimeout(settled, 5));
	const [script] = coverage.take((path) => `file://${path}`).slice(-1);
	return (script?.functions ?? []).map(({ functionName, isBlockCoverage, ranges }) =>
		[
			functionName + (isBlockCoverage ? '' : '?'),
			...ranges.map(({ startOffset, endOffset, count }) => `${startOffset}-${endOffset}:${count}`)
		]
			.join(' ')
			.trim()
	);
}

it.each<[string, string, string[]]>([
	[
		'an if, its else, and what follows a return',
		'function f(a) { if (a) { return 1; } else { g(); } return 2; }\nfunction g() {}\nf(1); f(1);',
		['0-90:1', 'f 0-62:2 36-61:0', 'g? 63-78:0']
	],
	[
		'statements that are no blocks, and else if',
		"function f(a) { if (a === 1) return 'a'; else if (a === 2) throw a; else a++; while (a < 5) a++; return a }\nf(3); f(1);",
		['0-119:1', 'f 0-107:2 29-77:1 59-67:0 77-106:1']
	],
	[
		'conditionals and what is behind &&, || and ??, in parentheses too',
		'const a = 1 ? (2) : (3), b = 0 && (1 || 2), c = null ?? /* ? : */ (b ? 1 : 2);',
		['0-78:1 18-23:0 31-42:0 69-72:0']
	],
	[
		'loops, with break and continue, and labels',
		'outer: for (let i = 0; i < 3; i++) { for (;;) { if (i === 1) continue outer; break; } }\ndo { 1 } while (0)\nfor (const x of []) x;\nfor (const k in { a: 1 }) { k; }\nblock: { if (1) break block; 2; }',
		['0-196:1 35-87:3 61-76:1 76-85:2 127-129:0 191-195:0']
	],
	[
		'the clauses of a switch',
		'for (const x of [1, 2]) switch (x) { case 1: x; case 2: { x; break } case 3: x; break; default: x }',
		['0-99:1 24-99:2 37-47:1 69-86:0 87-97:0']
	],
	[
		'try, catch and finally',
		'function f(a) { try { if (a) throw a; } catch { return 1 } finally { a = 0 } return 2 }\nf(1);\nfunction g() { try { return 1 } finally { 2 } return 3 }\ng();',
		['0-155:1', 'f 0-87:1 58-59:0 76-86:0', 'g 94-150:1 139-149:0']
	],
	[
		'methods, accessors, fields and static blocks',
		'class A { x = 1; y = () => this; #p; static s = 2; static { A.t = 1 } constructor() { this.z = 1 } m() { return this.y() } get g() { return 1 } static n() {} }\nnew A().m();',
		[
			'0-172:1',
			'<static_initializer> 8-159:1',
			'<instance_members_initializer> 8-159:1',
			'y 21-31:1',
			'A 70-98:1',
			'm 99-122:1',
			'get g? 123-143:0',
			'n? 151-157:0'
		]
	],
	[
		'functions by the names that they are given',
		'const a = () => 1, o = { b() {}, c: function () {}, get d() { return 1 } };\nexports.e = function () { return 1 };\n(function named() {})();\n[1].map((x) => x);\na(); o.b(); exports.e();',
		[
			'0-182:1',
			'a 10-17:1',
			'b 25-31:1',
			'c? 36-50:0',
			'get d? 52-72:0',
			'exports.e 88-112:1',
			'named 115-134:1',
			'147-155:1'
		]
	],
	[
		'functions that wait, and what they never come back to',
		'async function f(x) { await x; if (x) { return await 1; } return 2; }\nconst g = async (x) => await x;\nasync function never() { await new Promise(() => {}); return 1; }\nf(1); g(); never();',
		['0-187:1', 'f 0-69:1 57-68:0', 'g 80-100:1', 'never 102-167:1 155-166:0', '145-153:1']
	],
	[
		'generators that are left',
		'function* f() { const a = yield 1; return a; }\nfor (const x of f()) break;\nfunction* g() { try { yield* [1, 2] } finally { 1 } }\n[...g()];',
		['0-138:1', 'f 0-46:1 34-45:0', 'g 75-128:1']
	],
	[
		'directives stay directives',
		"'use strict';\nfunction f() { 'use strict'; return this }\nif (f() !== undefined) throw 1;",
		['0-88:1 80-88:0', 'f 14-56:1']
	],
	[
		'directives without a semicolon',
		"function f() { 'use strict'\nreturn this }\nif (f() !== undefined) throw 1;",
		['0-73:1 65-73:0', 'f 0-41:1']
	],
	[
		'awaits at the start of what is counted, and at its end',
		'async function f(x) { if (x) await x; else await 2; return x ? await 1 : await 2; }\nconst g = async (x) => x && (await x) ? await x : await 1, h = async (x) => await x || await 2;\nasync function k(x) { switch (x) { case 1:await x; break; default:await 2 } for await (const y of [1]) await y; if (x) for await (const y of []) ; while (x) { await x; x = 0 } }\nf(1); g(1); h(0); k(1);',
		[
			'0-381:1',
			'f 0-83:1 37-51:0 71-80:0',
			'g 94-141:1 132-141:0',
			'h 147-178:1',
			'k 180-357:1 238-255:0 325-326:0'
		]
	],
	[
		'fields that get their name from where they stand',
		"class A { b = () => 1; c; 'd e' = function () {}; static f = class {}; static #g = () => 1; static n = A.f.name }\nexports.x = new A().b.name;",
		[
			'0-141:1',
			'<static_initializer> 8-113:1',
			'<instance_members_initializer> 8-113:1',
			'b? 14-21:0',
			'd e? 34-48:0',
			'#g? 83-90:0'
		]
	]
])('%s are counted as V8 counts them', async (_title, source, expected) => {
	// Functions that lie in the same place come in no certain order.
	expect((await measure(source)).sort()).toEqual([...expected].sort());
});

it('what was told once is not told again, but what ran since is', async () => {
	const source = 'exports.f = function () {};';
	let counters: unknown = null;
	const text = rewriteScript(source, 'import', (text) => {
		counters = coverage.count('/again.js', source, text, { sourceType: 'script' });
	});
	const run = new Function('exports', COUNTERS, String(text)) as (exports: object, counters: unknown) => void;
	const exports: { f?: () => void } = {};
	run(exports, counters);
	const told = () => coverage.take((path) => path).filter(({ url }) => url === '/again.js');
	expect(told()[0]?.functions.map(({ ranges }) => ranges[0]?.count)).toEqual([1, 0]);
	expect(told()).toEqual([]);
	exports.f?.();
	expect(told()[0]?.functions).toEqual([
		{
			functionName: 'exports.f',
			ranges: [{ startOffset: 12, endOffset: 26, count: 1 }],
			isBlockCoverage: true
		}
	]);
});
