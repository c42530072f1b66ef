// require: cache, resolve, paths, json, cycles, errors, builtin names, createRequire, exports shapes.
const fs = require('fs'),
	os = require('os'),
	path = require('path'),
	Module = require('module');
const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'case-')));
const write = (name, text) => {
	fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
	fs.writeFileSync(path.join(folder, name), text);
};
write('a.js', 'exports.before = 1; const b = require("./b"); exports.b = b.seen; exports.after = 2;');
write('b.js', 'exports.seen = Object.keys(require("./a"));');
write('data.json', '{"x": [1]}');
write('bad.json', '{"x": }');
write('bad.js', 'let = 1 +;');
write('thrower.js', 'throw new Error("at load")');
write('dir/index.js', 'module.exports = __filename.slice(__dirname.length);');
write(
	'node_modules/p/package.json',
	'{"name": "p", "main": "lib/m", "exports": {".": {"import": "./i.mjs", "require": "./lib/m.js"}, "./sub/*": "./lib/*.js", "./private/*": null}}'
);
write('node_modules/p/lib/m.js', 'module.exports = "main"');
write('node_modules/p/lib/s.js', 'module.exports = "sub"');
write('node_modules/old/package.json', '{"main": "./index.js"}');
write('node_modules/old/index.js', 'module.exports = "index"');
write('m.mjs', 'export default 5; export const named = 6;');
write('package.json', '{"name": "root", "imports": {"#in": "./dir/index.js"}}');
write('self.js', 'module.exports = require("#in")');
const req = Module.createRequire(path.join(folder, 'x.js'));
console.log(req('./a'), req('./data'), req('./dir'), req('p'), req('p/sub/s'), req('old'), req('./self'), {
	...req('./m.mjs')
});
console.log(
	req('./a') === req('./a.js'),
	req.resolve('p').slice(folder.length),
	req.resolve.paths('q')[0].slice(folder.length),
	Object.keys(req.cache).filter((key) => key.startsWith(folder)).length
);
for (const name of [
	'./none',
	'nothing',
	'./bad',
	'./bad.json',
	'./thrower',
	'p/private/x',
	'p/none',
	'node:none',
	'#out',
	''
])
	try {
		req(name);
	} catch (error) {
		console.log(error.name, error.code, error.message.split('\n')[0].replaceAll(folder, '<tmp>'));
	}
console.log(
	Module.isBuiltin('node:fs'),
	Module.isBuiltin('fs/promises'),
	Module.isBuiltin('test'),
	Module.isBuiltin('node:test'),
	require('node:fs') === fs,
	module.paths.length > 0,
	require.main === module,
	module.children.length,
	typeof Module.wrap('x')
);
delete req.cache[req.resolve('./dir')];
fs.rmSync(folder, { recursive: true });
