// Writing, appending, reading at places, folders, links, times; errors by name.
const fs = require('fs'),
	path = require('path'),
	os = require('os');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'case-'));
const at = (name) => path.join(folder, name);
fs.writeFileSync(at('a'), 'hello');
fs.appendFileSync(at('a'), ' world');
console.log(fs.readFileSync(at('a'), 'utf8'), fs.readFileSync(at('a'), 'base64'));
const fd = fs.openSync(at('a'), 'r+');
const buffer = Buffer.alloc(5);
console.log(
	fs.readSync(fd, buffer, 0, 5, 6),
	buffer.toString(),
	fs.writeSync(fd, 'J', 0),
	fs.fstatSync(fd).size
);
fs.ftruncateSync(fd, 3);
fs.closeSync(fd);
console.log(fs.readFileSync(at('a'), 'latin1'));
fs.mkdirSync(at('d/e/f'), { recursive: true });
fs.symlinkSync('../a', at('d/link'));
fs.linkSync(at('a'), at('d/hard'));
console.log(
	fs.readdirSync(folder, { recursive: true }).sort(),
	fs.readlinkSync(at('d/link')),
	fs.statSync(at('d/link')).isFile(),
	fs.lstatSync(at('d/link')).isSymbolicLink(),
	fs.statSync(at('a')).nlink
);
fs.utimesSync(at('a'), 1000, 2000.5);
console.log(fs.statSync(at('a')).mtimeMs, fs.statSync(at('a')).atime.toISOString());
fs.chmodSync(at('a'), 0o640);
console.log((fs.statSync(at('a')).mode & 0o777).toString(8));
for (const call of [
	() => fs.readFileSync(at('none')),
	() => fs.readFileSync(folder),
	() => fs.mkdirSync(folder),
	() => fs.rmdirSync(at('d')),
	() => fs.unlinkSync(at('x')),
	() => fs.readdirSync(at('a')),
	() => fs.renameSync(at('x'), at('y')),
	() => fs.openSync(at('a'), 'wx'),
	() => fs.readlinkSync(at('a')),
	() => fs.statSync(at('a/b'))
])
	try {
		call();
	} catch (error) {
		console.log(error.code, error.syscall, error.errno, error.message.replaceAll(folder, '<tmp>'));
	}
console.log(fs.existsSync(at('none')), fs.statSync(at('none'), { throwIfNoEntry: false }));
fs.cpSync(at('d'), at('copy'), { recursive: true });
console.log(fs.readdirSync(at('copy')).sort());
const dir = fs.opendirSync(folder);
const names = [];
for (let entry = dir.readSync(); entry; entry = dir.readSync())
	names.push(`${entry.name} ${entry.isDirectory()}`);
dir.closeSync();
console.log(names.sort());
fs.rmSync(folder, { recursive: true });
console.log(fs.existsSync(folder));
fs.rmSync(folder, { force: true });
