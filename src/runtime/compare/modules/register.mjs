// Hooks in a thread of their own, by module.register.
import { spawnSync } from 'node:child_process';
import help from '../help.cjs';
const folder = help.tree({
	'loader.mjs':
		'export async function initialize(data) { globalThis.given = data?.word; } export async function resolve(specifier, context, next) { if (specifier === "made-up") return { url: "made:up", shortCircuit: true }; return next(specifier); } export async function load(url, context, next) { if (url === "made:up") return { format: "module", shortCircuit: true, source: `export default "${globalThis.given} by hooks"` }; const result = await next(url); if (url.endsWith("text.js")) result.source = String(result.source).replace("before", "after"); return result; }',
	'setup.mjs':
		'import { register } from "node:module"; register("./loader.mjs", import.meta.url, { data: { word: "made" } });',
	'text.js': 'export default "before";',
	'package.json': '{"type":"module"}',
	'use.mjs': 'console.log((await import("made-up")).default, (await import("./text.js")).default);',
	'missing.mjs': 'await import("not-made").catch((error) => console.log(error.code));'
});
for (const name of ['use.mjs', 'missing.mjs']) {
	const args = ['--import', './setup.mjs', name];
	const { status, stdout, stderr } = spawnSync(process.execPath, args, {
		cwd: folder,
		encoding: 'utf8',
		timeout: 20000
	});
	console.log(args, status, stdout, stderr.replaceAll(folder, '<folder>'));
}
