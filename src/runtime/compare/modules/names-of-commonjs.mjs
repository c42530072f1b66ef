// Which names of CommonJS modules can be imported.
import { pathToFileURL } from 'node:url';
import path from 'node:path';
import help from '../help.cjs';
const files = {
	'a.cjs':
		'exports.one = 1; module.exports.two = 2; exports["three"] = 3; Object.defineProperty(exports, "four", { enumerable: true, value: 4 });',
	'b.cjs': 'module.exports = { five: 5, "six": 6, seven, nine: function () {} }; var seven = 7;',
	'c.cjs': 'module.exports = function main() {}; module.exports.prop = 1;',
	'd.cjs':
		'Object.defineProperty(exports, "__esModule", { value: true }); exports.default = "transpiled"; exports.named = "n";',
	'e.cjs': 'module.exports = require("./a.cjs");',
	'f.cjs':
		'"use strict"; var __exportStar = function (m, e) { for (var p in m) e[p] = m[p]; }; __exportStar(require("./a.cjs"), exports); exports.own = 1;',
	'g.cjs': 'for (const name of ["hidden"]) exports[name] = 1; if (false) exports.never = 1;',
	'h.cjs': 'module.exports = null;',
	'i.cjs': 'exports.late = 1; setTimeout(() => { exports.late = 2; });',
	'j.cjs': 'exports["not-an-identifier"] = 1; exports.π = 2; exports.class = 3;',
	'k.cjs': '(0, exports).x = 1; /* exports.comment = 1 */ "exports.text = 1"; exports.real = 1;',
	'l.cjs': 'throw new Error("while loading l");',
	'm.cjs':
		'Object.defineProperty(exports, "getter", { enumerable: true, get: function () { return "got"; } }); module.exports = { ...require("./a.cjs"), spread: 1 };'
};
const folder = help.tree(files);
for (const name of Object.keys(files))
	await help.attemptLater(name, async () => {
		const module = await import(pathToFileURL(path.join(folder, name)));
		return [
			Object.keys(module),
			module.default?.__esModule,
			module.one,
			module.late,
			module['module.exports'] === module.default
		];
	});
const { default: main, prop } = await import(pathToFileURL(path.join(folder, 'c.cjs')));
console.log(main.name, prop);
await import(pathToFileURL(path.join(folder, 'l.cjs'))).catch(({ message }) => console.log('again', message));
await help.attemptLater('no such name', () =>
	import(
		`data:text/javascript,import { nothing } from ${JSON.stringify(pathToFileURL(path.join(folder, 'a.cjs')).href)}`
	).catch((error) => error.message.split('\n')[0].replace(pathToFileURL(folder).href, '<folder>'))
);
