// The order in which modules are evaluated, top-level awaits and cycles included.
import { pathToFileURL } from 'node:url';
import path from 'node:path';
import help from '../help.cjs';
const folder = help.tree({
	'main.mjs':
		'import "./a.mjs"; import "./b.mjs"; import { log } from "./log.mjs"; log("main"); export { log };',
	'log.mjs': 'export const lines = []; export const log = (text) => lines.push(text);',
	'a.mjs': 'import { log } from "./log.mjs"; import "./c.mjs"; log("a"); await null; log("a after await");',
	'b.mjs': 'import { log } from "./log.mjs"; import "./c.mjs"; log("b");',
	'c.mjs':
		'import { log } from "./log.mjs"; log("c"); await new Promise((done) => setTimeout(done, 2)); log("c later");',
	'ring1.mjs':
		'import { two, call } from "./ring2.mjs"; export let one = "one"; export function hoisted() { return "hoisted"; } export const result = [two, call()];',
	'ring2.mjs':
		'import { one, hoisted } from "./ring1.mjs"; export const two = hoisted(); export const call = () => one; let early; try { early = one; } catch (error) { early = error.name + ": " + error.message; } export { early };',
	'live.mjs': 'export let count = 0; export const add = () => ++count; export { count as alias };',
	'star.mjs':
		'export * from "./live.mjs"; export * as all from "./live.mjs"; export * from "./other.mjs"; export const own = 1;',
	'other.mjs': 'export const count = "hidden by ambiguity"; export const other = 2; export default 3;',
	'fails.mjs':
		'import "./log.mjs"; globalThis.tries = (globalThis.tries ?? 0) + 1; throw new Error("fails once");',
	'needs.mjs': 'import "./fails.mjs"; globalThis.never = true;'
});
const load = (name) => import(pathToFileURL(path.join(folder, name)));
await load('main.mjs');
console.log((await load('log.mjs')).lines);
console.log((await load('ring1.mjs')).result, (await load('ring2.mjs')).early);
const live = await load('live.mjs');
live.add();
console.log(live.count, live.alias);
const star = await load('star.mjs');
console.log(Object.keys(star), star.all === live, 'default' in star);
await help.attemptLater('fails', () => load('fails.mjs'));
await help.attemptLater('again', () => load('fails.mjs'));
await help.attemptLater('needs it', () => load('needs.mjs'));
console.log(globalThis.tries, globalThis.never);
const [x, y] = await Promise.all([load('star.mjs'), load('star.mjs')]);
console.log(x === y);
