// TypeScript by taking types away.
const { spawnSync } = require('node:child_process');
const module_ = require('node:module');
const { attempt, tree } = require('../help.cjs');
process.removeAllListeners('warning');
attempt('strip', () =>
	module_.stripTypeScriptTypes(
		'const a: number = 1; type T = string; let b = a as any; function f<X>(x?: X): void {}'
	)
);
attempt('enum', () => module_.stripTypeScriptTypes('enum A { B }'));
attempt('bad', () => module_.stripTypeScriptTypes('const = '));
const folder = tree({
	'a.ts':
		'import { b, type B } from "./b.ts"; const x: B = b; interface I { a: number } console.log(x satisfies string, (1 as unknown) as I);',
	'b.ts':
		'export type B = string; export const b: B = "typed"; export default class K<T> { private y?: T; constructor(public readonly z: number) {} }'.replace(
			'constructor(public readonly z: number) {} ',
			''
		),
	'c.cts': 'const fs: typeof import("fs") = require("fs"); console.log(typeof fs.readFileSync);',
	'enum.ts': 'enum Colour { Red } console.log(Colour.Red);',
	'fails.ts':
		'function f(x: string): never {\n  throw new Error(x);\n}\ntype Unused = { a: 1 };\nf("placed");'
});
for (const args of [['--experimental-strip-types', 'a.ts'], ['a.ts'], ['c.cts'], ['enum.ts'], ['fails.ts']]) {
	const { status, stdout, stderr } = spawnSync(process.execPath, ['--no-warnings', ...args], {
		cwd: folder,
		encoding: 'utf8'
	});
	console.log(
		args,
		status,
		stdout,
		stderr
			.replaceAll(folder, '<folder>')
			.split('\n')
			.filter((line) => !line.includes('node:internal'))
			.join('\n')
	);
}
