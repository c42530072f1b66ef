// exports and imports of packages: conditions, patterns, self-reference, what is refused.
const { spawnSync } = require('node:child_process');
const { createRequire } = require('node:module');
const path = require('node:path');
const { attempt, tree } = require('../help.cjs');
const folder = tree({
	'node_modules/p/package.json': JSON.stringify({
		name: 'p',
		version: '1.2.3',
		exports: {
			'.': { custom: './custom.js', import: './main.mjs', require: './main.cjs' },
			'./nested': { node: { development: './dev.js', default: './node.js' }, default: './other.js' },
			'./list': ['./missing-ok.js', './node.js'],
			'./feature/*.js': './features/*.js',
			'./feature/private/*': null,
			'./outside': '../../outside.js',
			'./bad': 'not-relative',
			'./none': { browser: './node.js' }
		}
	}),
	'node_modules/p/custom.js': 'module.exports = "custom"',
	'node_modules/p/main.cjs': 'module.exports = "require " + require("p/nested")',
	'node_modules/p/main.mjs': 'import inner from "p/nested"; export default "import " + inner;',
	'node_modules/p/node.js': 'module.exports = "node"',
	'node_modules/p/dev.js': 'module.exports = "development"',
	'node_modules/p/features/x.js': 'module.exports = "feature " + __filename.split(/[\\\\/]/).at(-1)',
	'node_modules/p/features/private/y.js': '',
	'node_modules/sugar/package.json': JSON.stringify({ exports: './s.js' }),
	'node_modules/sugar/s.js': 'module.exports = "sugar"',
	'node_modules/mixed/package.json': JSON.stringify({ exports: { '.': './s.js', import: './s.js' } }),
	'package.json': JSON.stringify({
		name: 'self',
		exports: { './me': './me.js' },
		imports: { '#dep': { custom: 'sugar', default: 'p/nested' }, '#file/*': './lib/*.js', '#none': null }
	}),
	'me.js': 'module.exports = "myself"',
	'lib/z.js': 'module.exports = "z"',
	'all.mjs':
		'console.log((await import("p")).default, (await import("#dep")).default, (await import("self/me")).default, import.meta.resolve("p").split("/").at(-1));'
});
const load = createRequire(path.join(folder, 'x.js'));
for (const name of [
	'p',
	'p/nested',
	'p/list',
	'p/feature/x.js',
	'p/feature/none.js',
	'p/feature/private/y',
	'p/outside',
	'p/bad',
	'p/none',
	'p/main.cjs',
	'p/package.json',
	'sugar',
	'sugar/s.js',
	'mixed',
	'self/me',
	'self',
	'#dep',
	'#file/z',
	'#file/none',
	'#none',
	'#nothing',
	'#',
	'p/'
])
	attempt(name, () => {
		try {
			return load(name);
		} catch (error) {
			error.message = error.message.split('\n')[0].replaceAll(folder, '<folder>');
			throw error;
		}
	});
for (const options of [
	[],
	['-C', 'custom'],
	['--conditions=development'],
	['-C', 'custom', '-C', 'development']
]) {
	const { stdout, stderr } = spawnSync(process.execPath, [...options, 'all.mjs'], {
		cwd: folder,
		encoding: 'utf8'
	});
	console.log(options, stdout, stderr);
}
