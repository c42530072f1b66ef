// The language itself, as this version of Node has it.
const { attempt } = require('../help.cjs');
const has = (path) => {
	let value = globalThis;
	for (const part of path.split('.')) value = value?.[part];
	return typeof value;
};
for (const path of [
	'Array.fromAsync',
	'Array.prototype.toSorted',
	'Array.prototype.findLast',
	'Array.prototype.group',
	'Object.groupBy',
	'Map.groupBy',
	'Promise.withResolvers',
	'Promise.try',
	'Set.prototype.union',
	'Iterator.prototype.map',
	'Iterator.from',
	'ArrayBuffer.prototype.transfer',
	'Atomics.waitAsync',
	'RegExp.escape',
	'Error.isError',
	'Math.sumPrecise',
	'Uint8Array.fromBase64',
	'Float16Array',
	'Temporal',
	'ShadowRealm',
	'Symbol.dispose',
	'Symbol.asyncDispose',
	'DisposableStack',
	'SuppressedError',
	'WeakRef',
	'AsyncIterator',
	'String.prototype.isWellFormed',
	'Intl.DurationFormat',
	'Array.prototype.with',
	'structuredClone',
	'URLPattern',
	'WebSocketStream',
	'navigator.locks',
	'Error.captureStackTrace',
	'JSON.rawJSON',
	'Math.f16round'
])
	console.log(path, has(path));
console.log(
	[3, 1, 2].toSorted(),
	[1, 2, 3].with(1, 'x'),
	[1, 2, 3].toSpliced(1, 1),
	[1, 2, 3].findLast((n) => n < 3),
	Object.groupBy([1, 2], (n) => n % 2),
	new Set([1, 2]).union(new Set([3])),
	new Set([1, 2]).isSubsetOf(new Set([1, 2, 3])),
	[1, 2, 3]
		.values()
		.map((n) => n * 2)
		.toArray()
);
const { promise, resolve } = Promise.withResolvers();
promise.then((value) => console.log('resolved', value));
resolve(1);
for (const source of [
	'using x = { [Symbol.dispose]() {} }',
	'await 1',
	'import("x").catch(() => {}); 1',
	'class A { static { this.x = 1 } #p; static has(o) { return #p in o } } A.has({})',
	'label: for (;;) break label',
	'a ??= 1; var a',
	'({}) satisfies x',
	'#!shebang',
	'1_000',
	'/(?<a>x)|(?<a>y)/',
	'/(?i:x)/',
	'"\\u{110000}"',
	'let x; let x',
	'yield = 1',
	'"use strict"; yield = 1',
	'0777',
	'"use strict"; 0777',
	'import x from "y"',
	'new.target',
	'return 1',
	'function f(a, a) {"use strict"}',
	'for await (x of y);',
	'<!-- html comment',
	'async () => { for await (const x of []) ; }',
	'var { a, ...b } = { a: 1, c: 2 }; b.c',
	'[1, 2, 3].at(-1)',
	'decorated: @x class {}',
	'1 |> f',
	'throw expression ?? throw 1'
])
	attempt(JSON.stringify(source), () => {
		try {
			return typeof (0, eval)(source);
		} catch (error) {
			return `${error.name}: ${error.message}`;
		}
	});
attempt('tail', () => [
	typeof globalThis.escape,
	escape('ü'),
	unescape('%FC'),
	'x'.anchor('y'),
	new Date(0).getYear(),
	typeof RegExp.$1
]);
