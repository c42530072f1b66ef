// Two threads of hooks in a row, and many modules at once that go through them.
import { spawnSync } from 'node:child_process';
import help from '../help.cjs';
const names = Array.from({ length: 12 }, (_, number) => `part-${number}.mjs`);
const folder = help.tree({
	...Object.fromEntries(names.map((name, number) => [name, `export const value = ${number};`])),
	'first.mjs':
		'export async function resolve(specifier, context, next) { const found = await next(specifier, context); return found; } export async function load(url, context, next) { return next(url, context); }',
	'second.mjs':
		'import "./part-0.mjs"; import "./part-1.mjs"; import "./part-2.mjs"; import path from "node:path"; let port; export function initialize(data) { port = data.port; } export async function load(url, context, next) { const result = await next(url, context); port.postMessage(path.basename(url)); return result; }',
	'one.mjs': 'import { register } from "node:module"; register("./first.mjs", import.meta.url);',
	'two.mjs':
		'import { register } from "node:module"; import "./part-3.mjs"; import "./part-4.mjs"; import "./part-5.mjs"; import "./part-6.mjs"; const { port1, port2 } = new MessageChannel(); globalThis.heard = new Set(); port1.on("message", (name) => heard.add(name)); port1.unref(); register("./second.mjs", { parentURL: import.meta.url, data: { port: port2 }, transferList: [port2] });',
	'main.mjs': `const all = await Promise.all(${JSON.stringify(names)}.map((name) => import('./' + name))); console.log(all.map(({ value }) => value).join(' ')); setTimeout(() => console.log([...heard].sort().join(' ')), 100);`,
	'main.cjs': 'console.log("commonjs"); require("./other.cjs");',
	'other.cjs': 'console.log("other");'
});
for (const name of ['main.mjs', 'main.cjs']) {
	const { status, stdout, stderr } = spawnSync(
		process.execPath,
		['--import', './one.mjs', '--import', './two.mjs', name],
		{
			cwd: folder,
			encoding: 'utf8',
			timeout: 20_000
		}
	);
	console.log(name, status, stdout, stderr.replaceAll(folder, '<folder>'));
}
