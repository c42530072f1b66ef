const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { createRequire, isBuiltin, builtinModules, findPackageJSON } = require('node:module');
const dir = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'modules-')));
const write = (name, text) => {
	fs.mkdirSync(path.dirname(path.join(dir, name)), { recursive: true });
	fs.writeFileSync(path.join(dir, name), text);
};
write(
	'node_modules/dual/package.json',
	JSON.stringify({
		name: 'dual',
		exports: {
			'.': { import: './index.mjs', require: './index.cjs' },
			'./sub/*': './lib/*.js',
			'./blocked': null,
			'./package.json': './package.json'
		},
		imports: { '#inner': './lib/inner.js' }
	})
);
write('node_modules/dual/index.mjs', 'export default "import"; export const url = import.meta.url;');
write('node_modules/dual/index.cjs', 'module.exports = "require " + require("#inner");');
write('node_modules/dual/lib/inner.js', 'module.exports = "inner " + require("dual/sub/other");');
write('node_modules/dual/lib/other.js', 'module.exports = __filename.length > 0;');
write('node_modules/main/package.json', JSON.stringify({ main: './lib' }));
write(
	'node_modules/main/lib/index.js',
	'exports.a = require.main === module; exports.parents = module.paths.length;'
);
write('data.json', '{"a": [1]}');
write('bad.json', '{');
write('throws.js', 'exports.early = 1; throw new Error("while loading");');
write(
	'cycle-a.js',
	'exports.done = false; const b = require("./cycle-b"); exports.b = b.sawA; exports.done = true;'
);
write('cycle-b.js', 'exports.sawA = require("./cycle-a").done;');
write('module.mjs', 'export const x = 1; export default class {}');
write('folder.js/index.js', 'module.exports = "folder";');
write('start.js', '');
const require_ = createRequire(path.join(dir, 'start.js'));
const attempts = [
	'dual',
	'dual/sub/other',
	'dual/blocked',
	'dual/missing',
	'dual/package.json',
	'main',
	'./data',
	'./bad.json',
	'./throws',
	'./throws',
	'./cycle-a',
	'./module.mjs',
	'./folder.js',
	'./none',
	'none',
	'node:none',
	'fs/none',
	'',
	'./data.json'
];
for (const name of attempts) {
	try {
		console.log(name, require_(name));
	} catch (error) {
		console.log(name, error.name, error.code, error.message.replaceAll(dir, '<dir>').split('\n')[0]);
	}
}
console.log(
	path.relative(dir, require_.resolve('main')),
	require_.resolve('fs'),
	require_.resolve.paths('x')[0].replace(dir, '<dir>'),
	isBuiltin('node:test'),
	isBuiltin('test'),
	builtinModules.includes('fs')
);
console.log(
	Object.keys(require_.cache)
		.filter((name) => name.startsWith(dir))
		.map((name) => path.relative(dir, name))
		.sort()
);
delete require_.cache[require_.resolve('./data.json')];
require_.extensions['.own'] = (module, filename) => {
	module.exports = fs.readFileSync(filename, 'utf8').length;
};
write('x.own', '12345');
console.log(require_('./x'), require.extensions === require_.extensions);
import(path.join(dir, 'node_modules/dual/index.mjs')).then((namespace) => {
	console.log(namespace.default, Object.keys(namespace));
	fs.rmSync(dir, { recursive: true });
});
