// require() of ES modules, and cycles between both kinds.
const path = require('node:path');
const { spawnSync } = require('node:child_process');
const { attempt, tree } = require('../help.cjs');
const folder = tree({
	'plain.mjs': 'export const a = 1; export default "d"; export const url = typeof import.meta.url;',
	'named.mjs': 'export { x as "module.exports" }; const x = { replaced: true };',
	'marked.mjs': 'export const __esModule = true; export default 5;',
	'awaits.mjs': 'await 0; export const late = 1;',
	'deep.mjs': 'import "./awaits.mjs";',
	'fails.mjs': 'export const a = 1; throw new Error("module fails");',
	'ring-a.mjs':
		'import { createRequire } from "node:module"; export const before = 1; const other = createRequire(import.meta.url)("./ring-b.cjs"); export const seen = other;',
	'ring-b.cjs':
		'try { module.exports = require("./ring-a.mjs").before; } catch (error) { module.exports = [error.code]; }',
	'typed/package.json': '{"type":"module"}',
	'typed/index.js': 'export const typed = typeof require;',
	'detect.js': 'export const detected = import.meta.filename.length > 0;',
	'detect-await.js': 'const x = await 5; console.log("top-level", x);',
	'both.js': 'const fs = require("node:fs"); export const x = 1;',
	'syntax.mjs': 'export const = 1'
});
process.removeAllListeners('warning');
const at = (name) => path.join(folder, name);
for (const name of [
	'plain.mjs',
	'named.mjs',
	'marked.mjs',
	'awaits.mjs',
	'deep.mjs',
	'fails.mjs',
	'fails.mjs',
	'ring-b.cjs',
	'typed',
	'typed/index.js',
	'detect.js',
	'syntax.mjs',
	'none.mjs'
])
	attempt(name, () => {
		try {
			return require(name === 'typed' ? at('typed/index.js') : at(name));
		} catch (error) {
			error.message = error.message.split('\n')[0].replaceAll(folder, '<folder>');
			throw error;
		}
	});
console.log(require(at('plain.mjs')) === require(at('plain.mjs')), require.cache[at('plain.mjs')]?.loaded);
for (const name of ['detect-await.js', 'both.js', 'ring-a.mjs', 'detect.js']) {
	const { status, stdout, stderr } = spawnSync(process.execPath, [name], { cwd: folder, encoding: 'utf8' });
	console.log(
		name,
		status,
		stdout,
		stderr
			.split('\n')
			.filter((line) => /Error|Warning/.test(line))
			.join('\n')
			.replaceAll(folder, '<folder>')
			.replace(/\(node:\d+\)/g, '(node)')
	);
}
