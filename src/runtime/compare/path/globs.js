// matchesGlob, and corners of join, parse and format.
const path = require('node:path');
const { attempt } = require('../help.cjs');
for (const [name, pattern] of [
	['a/b.js', 'a/*.js'],
	['a/b/c.js', 'a/**/*.js'],
	['a/b.js', '*.js'],
	['.x', '*'],
	['x.ts', '*.{js,ts}'],
	['b', '[!a]'],
	['ab', '?b']
])
	console.log(name, pattern, path.matchesGlob(name, pattern));
for (const parts of [
	[],
	[''],
	['', ''],
	['a', '', 'b'],
	['/a', '/b'],
	['a', '../..', 'b'],
	['/..', 'x'],
	['a//b', './c/.'],
	['a', '..'],
	['./', 'x/']
])
	console.log(parts, path.join(...parts), path.posix.resolve('/base', ...parts));
for (const name of ['/', '//', '/a', 'a/', '/a/.b', 'a.b.c', '..', 'a/..', '/a.b/c', '.a.', 'a b.c d', 'ü.€'])
	console.log(path.parse(name), path.format(path.parse(name)));
console.log(
	path.format({ dir: '/x', base: 'y.z', name: 'ignored' }),
	path.format({ root: '/', name: 'n', ext: 'e' }),
	path.format({ dir: '/', base: 'b' })
);
console.log(
	path.basename('a/b.html', '.html'),
	path.basename('b.html', 'b.html'),
	path.basename('/a/b/', '.b'),
	path.basename('ab', 'ab')
);
console.log(
	path.relative('/a/b', '/a/b'),
	path.relative('/a', '/a/b/../c'),
	path.relative('/a/bc', '/a/b'),
	path.relative('/', '/x')
);
for (const bad of [undefined, null, 5, {}]) {
	attempt('dirname', () => path.dirname(bad));
	attempt('format', () => path.format(bad));
	attempt('suffix', () => path.basename('a', bad));
}
