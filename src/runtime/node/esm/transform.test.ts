import { expect, it } from 'vitest';
import { rewriteScript } from './script.ts';
import { transformModule } from './transform.ts';

type Generator = { next(): { done: boolean } };

/** Evaluates modules that import each other by name, as the loader does. */
function run(sources: Record<string, string>, entry: string): Record<string, unknown> {
	const modules = new Map<
		string,
		{ namespace: Record<string, unknown>; generator?: Generator; requests: string[] }
	>();
	const load = (name: string) => {
		const before = modules.get(name);
		if (before) return before;
		const { code, requests, indirect } = transformModule(sources[name] ?? '');
		const module: { namespace: Record<string, unknown>; generator?: Generator; requests: string[] } = {
			namespace: {},
			requests: requests.map(({ specifier }) => specifier)
		};
		modules.set(name, module);
		const needed = module.requests.map(load);
		const make = (0, eval)(code) as (...args: unknown[]) => Generator;
		const exports = (getters: Record<string, () => unknown>) => {
			for (const [key, get] of Object.entries(getters))
				Object.defineProperty(module.namespace, key, { enumerable: true, get });
			for (const [key, request, from] of indirect)
				Object.defineProperty(module.namespace, key, {
					enumerable: true,
					get: () => (from === '*' ? needed[request]?.namespace : needed[request]?.namespace[from])
				});
		};
		module.generator = make(
			exports,
			{ url: name },
			() => {},
			() => {},
			null,
			...needed.map(({ namespace }) => namespace)
		);
		return module;
	};
	load(entry);
	for (const { generator } of modules.values()) generator?.next();
	const done = new Set<string>();
	const evaluate = (name: string) => {
		if (done.has(name)) return;
		done.add(name);
		const module = modules.get(name);
		module?.requests.forEach(evaluate);
		module?.generator?.next();
	};
	evaluate(entry);
	return modules.get(entry)?.namespace ?? {};
}

it('bindings are live, and calls of imported functions have no receiver', () => {
	const namespace = run(
		{
			counter: 'export let count = 0; export function add() { "use strict"; count++; return this; }',
			main: 'import { count, add as plus } from "counter"; export const self = plus(); export const seen = count; export { count };'
		},
		'main'
	);
	expect({ ...namespace }).toEqual({ self: undefined, seen: 1, count: 1 });
});

it('modules are asked for in the order of the source, whether something is imported or exported from them', () => {
	const source =
		'export * from "a"; import b from "b"; export { c } from "c"; import "a"; import d from "d";';
	expect(transformModule(source).requests.map(({ specifier }) => specifier)).toEqual(['a', 'b', 'c', 'd']);
});

it('cycles see hoisted functions at once and variables once they are initialised', () => {
	const namespace = run(
		{
			a: 'import { b } from "b"; export function early() { return "early"; } export const a = b;',
			b: 'import { early, a } from "a"; export const b = early(); export const later = () => a;'
		},
		'a'
	);
	expect(namespace['a']).toBe('early');
});

it('every kind of export comes out under its name', () => {
	const namespace = run(
		{
			other: 'export const x = 1; export default class {}',
			main: [
				'export const { a, b: [c] } = { a: 1, b: [2] };',
				'export function f() {} export class K {}',
				'const local = 3; export { local as renamed, local as "with space" };',
				'export { x } from "other"; export * as ns from "other";',
				'export default () => 4;'
			].join('\n')
		},
		'main'
	);
	expect(Object.keys(namespace).sort()).toEqual([
		'K',
		'a',
		'c',
		'default',
		'f',
		'ns',
		'renamed',
		'with space',
		'x'
	]);
	expect((namespace['default'] as { name: string }).name).toBe('default');
	expect(((namespace['ns'] as Record<string, unknown>)['default'] as { name: string }).name).toBe('default');
});

it('a name that an inner scope declares is left alone', () => {
	const source = [
		'import { x } from "other";',
		'export const inner = ((x) => x)(1) + (() => { const x = 2; return x; })() + (() => { for (let x = 3; ; ) return x; })();',
		'export const object = { x, y: { x: 5 } }; export const outer = x;'
	].join('\n');
	const namespace = run({ other: 'export const x = 10;', main: source }, 'main');
	expect({ ...namespace }).toEqual({ inner: 6, object: { x: 10, y: { x: 5 } }, outer: 10 });
});

it('lines stay where they were', () => {
	const source = 'import {\n\tx\n} from "other";\nexport const line = x;\n';
	const { code } = transformModule(source);
	expect(code.split('\n')[3]).toContain('const line = __esm_0.x;');
});

it('a top-level await is found, one inside a function is not', () => {
	expect(transformModule('await 1;').hasTopLevelAwait).toBe(true);
	expect(transformModule('for await (const x of []) x;').hasTopLevelAwait).toBe(true);
	expect(
		transformModule('async function f() { await 1; } const g = async () => await 2;').hasTopLevelAwait
	).toBe(false);
});

it('dynamic imports of a script go to the importer, text that looks like one does not', () => {
	expect(rewriteScript('import("x"); "import(y)"; // import(z)', 'imp')?.toString()).toBe(
		'imp("x"); "import(y)"; // import(z)'
	);
	expect(rewriteScript('import("x" ', 'imp')).toBeNull();
});

it('a statement without a semicolon ends before a call of what is imported', () => {
	const namespace = run(
		{
			calls: 'export const told = []; export function tell(...some) { told.push(some); return tell }',
			main: `
'a directive'
import { tell, told } from 'calls'
let a = tell
tell(1) // and more
/* of it */
tell(2)
const f = function () {}
export { a }
tell(3)
if (a) tell(4)
else tell(5)
do tell(6)
while (!a)
tell(7)
export default () => {}
import 'calls'
tell(8)
for (const x of [told])
	tell(x.length)
;(() => tell(10))()
const late = () => {
	a = 1
	tell(a)
	return
	tell(2)
}
late()
export { told }
`
		},
		'main'
	);
	expect(namespace['told']).toEqual([[1], [2], [3], [4], [6], [7], [8], [7], [10], [1]]);
});

it('a line of slashes after a statement without a semicolon does not hold it up', () => {
	const slashes = '/'.repeat(80);
	const namespace = run(
		{
			calls: 'export const tell = (value) => value;',
			main: `import { tell } from 'calls'\nlet a = 1\n${slashes}\n/* and */ /* more */\nexport const b = tell(a)\n`
		},
		'main'
	);
	expect(namespace['b']).toBe(1);
});
