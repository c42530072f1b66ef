// resolve and relative against the folder one is in, URLs beside them.
const path = require('node:path');
const url = require('node:url');
process.chdir('/');
for (const parts of [
	['a'],
	['/a', 'b'],
	['..'],
	['a/../../b'],
	[''],
	['.', './x'],
	['/x/', '../y/'],
	['a', '/b', 'c']
])
	console.log(parts, path.resolve(...parts), path.join('/base', ...parts), path.normalize(parts.join('/')));
for (const [from, to] of [
	['/a/b/c', '/a/d'],
	['/', '/a'],
	['/a', '/'],
	['a', 'b'],
	['/a/b', '/a/b/c/d'],
	['/ab', '/a'],
	['/a/b/', '/a/b'],
	['', 'x'],
	['/x/y', '/z/../x/w']
])
	console.log(from, to, path.relative(from, to));
for (const name of ['index.html', '.bashrc', 'a.', 'a.b.c', '.a.b', '/x/y.z/', 'no', '..', '...', 'x.y/'])
	console.log(name, JSON.stringify(path.extname(name)), path.basename(name, path.extname(name)));
console.log(
	path.isAbsolute('/'),
	path.isAbsolute(''),
	path.isAbsolute('C:\\'),
	path.win32.isAbsolute('/'),
	path.win32.isAbsolute('C:'),
	path.sep,
	path.delimiter
);
console.log(
	url.pathToFileURL('rel/ative').href,
	url.pathToFileURL('/a/../b').href,
	url.fileURLToPath('file:///a/b%20c'),
	new URL('./x', 'file:///a/b').pathname,
	path.dirname(url.fileURLToPath('file:///a/b/c.js'))
);
