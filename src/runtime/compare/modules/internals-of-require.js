// require.main, module.paths, cache, extensions, Module's own functions.
const Module = require('node:module');
const path = require('node:path');
const { attempt, tree } = require('../help.cjs');
const folder = tree({
	'a.js':
		'exports.loaded = module.loaded; exports.parent = module.parent?.filename; exports.children = module.children.length; exports.this = this === exports; exports.main = require.main === module;',
	'b.txt': 'text',
	'c.json': '{"c": 1}',
	'd/package.json': '{"main": "lib.js"}',
	'd/lib.js': 'module.exports = "lib"',
	'e/index.js': 'module.exports = "index"',
	'f.js': '#!/usr/bin/env node\nmodule.exports = arguments.length',
	'g.js': '\ufeffmodule.exports = "bom"',
	'h.js': 'return module.exports = "returned"',
	i: 'module.exports = "no extension"'
});
const at = (name) => path.join(folder, name);
const loaded = require(at('a.js'));
console.log(
	{ ...loaded, parent: loaded.parent === __filename },
	module.children.at(-1).id === at('a.js'),
	require.cache[at('a.js')].exports === loaded
);
for (const name of ['c', 'd', 'e', 'f', 'g', 'h', 'i', 'b.txt']) attempt(name, () => require(at(name)));
console.log(
	module.id,
	module.loaded,
	path.basename(module.filename),
	module.path === __dirname,
	module.paths.length > 1,
	require.main === module,
	module.isPreloading
);
console.log(
	Object.keys(Module._extensions),
	Module._pathCache !== undefined,
	typeof Module._load,
	typeof Module._resolveFilename,
	Module.wrap('x'),
	Module.builtinModules.length > 60
);
const original = Module._resolveFilename;
Module._resolveFilename = function (request, ...rest) {
	return request === 'replaced' ? at('c.json') : original.call(this, request, ...rest);
};
console.log(require('replaced'));
Module._resolveFilename = original;
const load = Module._load;
Module._load = (request, ...rest) => (request === 'faked' ? { faked: true } : load(request, ...rest));
console.log(require('faked'));
Module._load = load;
const made = new Module('/made/up.js', module);
made.filename = '/made/up.js';
made.paths = Module._nodeModulePaths('/made');
made._compile(
	'module.exports = [__filename, __dirname, require.resolve.paths("x").slice(0, 2), module.id]',
	'/made/up.js'
);
console.log(made.exports);
attempt('throws', () => made._compile('throw new Error("compiled")', '/made/up.js'));
delete require.cache[at('a.js')];
console.log(
	require(at('a.js')) !== loaded,
	Module._nodeModulePaths('/a/node_modules/b'),
	Module.isBuiltin('fs/promises'),
	Module.isBuiltin('node:sqlite'),
	Module.isBuiltin('sqlite')
);
const fs = require('node:fs');
const before = fs.readFileSync;
fs.readFileSync = () => 'patched';
Module.syncBuiltinESMExports();
import('node:fs').then(({ readFileSync }) => {
	console.log(readFileSync());
	fs.readFileSync = before;
	Module.syncBuiltinESMExports();
	console.log(
		require.resolve(at('a'), { paths: [] }) === at('a.js'),
		require.resolve('./lib-a.cjs', { paths: [__dirname] }) === path.join(__dirname, 'lib-a.cjs')
	);
});
attempt('empty', () => require(''));
attempt('number', () => require(5));
attempt('resolve', () => require.resolve('none', { paths: ['/'] }));
