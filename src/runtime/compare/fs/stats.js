// Stats in numbers and bigints; times; modes of new files.
const fs = require('node:fs');
const path = require('node:path');
const { attempt, tree } = require('../help.cjs');
const folder = tree({ file: 'four' });
const file = path.join(folder, 'file');
process.umask(0o022);
fs.utimesSync(file, new Date('2020-01-02T03:04:05.678Z'), 1234567.5);
const stat = fs.statSync(file);
console.log(
	stat.atime.toISOString(),
	stat.mtime.toISOString(),
	stat.atimeMs,
	stat.mtimeMs,
	stat.size,
	stat.nlink
);
console.log(
	Object.keys(stat),
	stat.constructor.name,
	stat.isFile(),
	stat.isDirectory(),
	stat.isFIFO(),
	stat.isSocket()
);
const big = fs.statSync(file, { bigint: true });
console.log(
	typeof big.size,
	big.mtimeNs,
	big.mtimeMs,
	big.size,
	big.constructor.name,
	big.mtime.getTime() === stat.mtime.getTime()
);
console.log(Object.keys(big).length, big.isFile());
for (const when of ['1970-01-01T00:00:10Z', 10, '20', new Date(30000)])
	attempt(String(when), () => (fs.utimesSync(file, when, when), fs.statSync(file).mtimeMs));
attempt('bad time', () => fs.utimesSync(file, 'x', {}));
const fd = fs.openSync(file, 'r+');
fs.futimesSync(fd, 7, 8);
console.log(fs.fstatSync(fd).mtimeMs, fs.fstatSync(fd, { bigint: true }).atimeMs);
fs.fchmodSync(fd, 0o444);
console.log((fs.fstatSync(fd).mode & 0o777).toString(8), fs.fstatSync(fd).isFile());
fs.ftruncateSync(fd, 2);
fs.fsyncSync(fd);
fs.fdatasyncSync(fd);
console.log(fs.readFileSync(fd, 'utf8'), fs.fstatSync(fd).size);
fs.closeSync(fd);
attempt('closed', () => fs.fstatSync(fd));
for (const [name, options] of [
	['plain', undefined],
	['mode', { mode: 0o666 }],
	['more', { mode: 0o777 }],
	['text', { mode: '0600' }]
]) {
	fs.writeFileSync(path.join(folder, name), '', options);
	console.log(name, (fs.statSync(path.join(folder, name)).mode & 0o7777).toString(8));
}
fs.mkdirSync(path.join(folder, 'd'), 0o700);
console.log(
	(fs.statSync(path.join(folder, 'd')).mode & 0o7777).toString(8),
	fs.statSync(path.join(folder, 'd')).mode.toString(8)
);
for (const mode of ['755', 0o1777, 0o644])
	attempt(String(mode), () => (fs.chmodSync(file, mode), (fs.statSync(file).mode & 0o7777).toString(8)));
attempt('chmod text', () => fs.chmodSync(file, 'rwx'));
fs.truncateSync(file, 10);
console.log(fs.readFileSync(file));
attempt('statfs', () => Object.keys(fs.statfsSync(folder)));
attempt('statfs big', () => typeof fs.statfsSync(folder, { bigint: true }).bsize);
fs.promises.stat(file).then(({ size }) => console.log('promise', size));
fs.stat(file, { bigint: true }, (error, { size }) => console.log('callback', error, size));
