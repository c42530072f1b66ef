const path = require('node:path');
process.chdir('/');
for (const [a, b] of [
	['/a/b/c', '/a/d'],
	['/a', '/a'],
	['/', '/x'],
	['a/b', '../c'],
	['/a/b/', '/a/b/c/'],
	['/foo/bar', '/foo/barbaz']
])
	console.log(
		path.posix.relative(a, b),
		path.win32.relative(a.replaceAll('/', '\\'), b.replaceAll('/', '\\'))
	);
for (const text of [
	'',
	'.',
	'..',
	'/',
	'//',
	'/a//b/../c/.',
	'a/../..',
	'./x',
	'C:\\a\\..\\b',
	'\\\\server\\share\\x',
	'c:',
	'file.tar.gz',
	'.hidden',
	'a/.b.c/',
	'x.'
]) {
	for (const kind of [path.posix, path.win32])
		console.log(
			JSON.stringify([
				text,
				kind.normalize(text),
				kind.dirname(text),
				kind.basename(text),
				kind.extname(text),
				kind.isAbsolute(text),
				kind.parse(text),
				kind.format(kind.parse(text)),
				kind.toNamespacedPath(text)
			])
		);
}
console.log(
	path.posix.join('a', '', '..', '/b'),
	path.posix.resolve('/a', 'b', '../c', './d'),
	path.win32.join('a', '/b', '..'),
	path.win32.resolve('C:\\x', '..\\y'),
	path.posix.basename('a.js', '.js'),
	path.posix.basename('.js', '.js'),
	path.matchesGlob?.('a/b.js', 'a/*.js')
);
for (const bad of [null, 1, {}])
	try {
		path.join(bad);
	} catch (error) {
		console.log(error.code, error.message);
	}
console.log(path.sep, path.delimiter, path === path.posix, path.win32.posix === path.posix);
