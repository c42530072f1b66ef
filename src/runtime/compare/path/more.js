// relative, parse, format, matchesGlob's neighbours: both families.
const path = require('path');
for (const [from, to] of [
	['/a/b/c', '/a/d'],
	['/a', '/a'],
	['/', '/x'],
	['a/b', '../c']
])
	console.log(path.posix.relative(from, to), path.win32.relative(from, to));
for (const file of ['/home/u/file.tar.gz', '.hidden', 'a/b/', '', '/', 'C:\\x\\y.z', '\\\\srv\\share\\f'])
	console.log(JSON.stringify([path.posix.parse(file), path.win32.parse(file)]));
for (const given of [
	{ dir: '/a', base: 'b' },
	{ root: '/', name: 'n', ext: 'x' },
	{ name: 'n', ext: '.x' }
])
	console.log(path.format(given));
console.log(
	path.normalize('/a/./b//../c/'),
	path.join('a', '..', '..', 'b'),
	path.isAbsolute('C:/'),
	path.win32.isAbsolute('C:/')
);
for (const bad of [1, null, undefined, {}])
	try {
		path.join('a', bad);
	} catch (error) {
		console.log(error.code, error.message);
	}
console.log(
	path.toNamespacedPath('/x'),
	path.win32.toNamespacedPath('C:\\x'),
	path.extname('a.b.'),
	path.basename('a.js', '.js')
);
