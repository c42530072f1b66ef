// What is no descriptor is refused before anything else, by every function that takes one.
const fs = require('node:fs');
const { attempt } = require('../help.cjs');
const bytes = Buffer.alloc(4);
const done = () => console.log('not called');
const calls = {
	read: (fd) => fs.readSync(fd, bytes, 0, 4, 0),
	'read, later': (fd) => fs.read(fd, bytes, 0, 4, 0, done),
	readv: (fd) => fs.readvSync(fd, [bytes]),
	'readv, later': (fd) => fs.readv(fd, [bytes], done),
	write: (fd) => fs.writeSync(fd, bytes, 0, 4, 0),
	'write, later': (fd) => fs.write(fd, bytes, 0, 4, 0, done),
	'write of text': (fd) => fs.writeSync(fd, 'text'),
	writev: (fd) => fs.writevSync(fd, [bytes]),
	close: (fd) => fs.closeSync(fd),
	ftruncate: (fd) => fs.ftruncateSync(fd),
	fsync: (fd) => fs.fsyncSync(fd),
	fstat: (fd) => fs.fstatSync(fd)
};
for (const [name, call] of Object.entries(calls))
	for (const value of [true, null, undefined, {}, '1', -1, 1.5, 2 ** 31]) attempt(name, () => call(value));
for (const position of [true, {}, '1', 1.5, 2n ** 63n, -(2n ** 63n) - 1n])
	attempt('position', () => fs.readSync(2 ** 20, bytes, 0, 4, position));
attempt('no buffer', () => fs.readSync(1, 4, 0, 'utf-8'));
attempt('closed', () => fs.readSync(2 ** 20, bytes, 0, 4, 0));
