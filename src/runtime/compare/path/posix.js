const path = require('node:path');
console.log(
	path.join('a', '..', '/b', './c/'),
	path.resolve('/a/b', '../c'),
	path.normalize('/a//b/./../c/'),
	path.relative('/a/b/c', '/a/d'),
	path.dirname('/a/b/'),
	path.basename('/a/b.js', '.js'),
	path.extname('.a.b'),
	path.isAbsolute('a')
);
console.log(
	path.parse('/home/x/file.tar.gz'),
	path.format({ dir: '/d', name: 'n', ext: 'e' }),
	path.sep,
	path.delimiter,
	path.matchesGlob?.('a/b.js', 'a/*.js')
);
console.log(
	path.win32.join('C:\\a', '..', 'b'),
	path.win32.parse('C:\\x\\y.z').root,
	path.posix === path,
	path.win32.relative('C:\\a', 'D:\\b'),
	path.toNamespacedPath('/x')
);
try {
	path.join(1);
} catch (error) {
	console.log(error.code, error.message);
}
