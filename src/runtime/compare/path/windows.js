// path.win32, beside path.posix.
const path = require('node:path');
const { attempt } = require('../help.cjs');
const { win32, posix } = path;
const names = [
	'C:\\a\\b\\..\\c.txt',
	'C:a\\b',
	'\\\\server\\share\\file',
	'/unix/like/',
	'a/b\\c',
	'..\\..\\x',
	'C:\\',
	'',
	'.',
	'file.tar.gz',
	'.hidden',
	'trailing.',
	'\\\\?\\C:\\x',
	'c:/mixed\\slashes/'
];
for (const name of names) {
	console.log(
		JSON.stringify(name),
		win32.normalize(name),
		win32.dirname(name),
		win32.basename(name),
		win32.extname(name),
		win32.isAbsolute(name)
	);
	console.log(win32.parse(name), win32.format(win32.parse(name)));
	console.log(
		posix.normalize(name),
		posix.dirname(name),
		posix.basename(name),
		posix.extname(name),
		posix.isAbsolute(name)
	);
}
console.log(
	win32.join('C:\\a', '..', 'b', '/c'),
	win32.resolve('C:\\a', '..\\b', 'D:\\x', 'y'),
	win32.resolve('C:\\a', '\\b')
);
console.log(
	win32.relative('C:\\a\\b\\c', 'C:\\a\\d'),
	win32.relative('C:\\a', 'D:\\a'),
	win32.relative('C:\\A', 'c:\\a\\b')
);
console.log(
	win32.toNamespacedPath('C:\\a\\b'),
	win32.toNamespacedPath('\\\\server\\share\\x'),
	posix.toNamespacedPath('/x')
);
console.log(
	win32.sep,
	win32.delimiter,
	posix.sep,
	posix.delimiter,
	path === posix,
	path.win32.posix === posix
);
attempt('number', () => win32.join('a', 5));
attempt('basename', () => win32.basename('C:\\a.html', '.html'));
attempt('format', () => win32.format({ root: 'C:\\', name: 'x', ext: 'js' }));
attempt('format nothing', () => posix.format());
