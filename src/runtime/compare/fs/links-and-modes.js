const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'links-'));
process.chdir(dir);
process.umask(0o022);
fs.writeFileSync('a', 'content', { mode: 0o640 });
fs.linkSync('a', 'b');
fs.symlinkSync('a', 'c');
fs.symlinkSync('none', 'dangling');
fs.mkdirSync('folder', { mode: 0o777 });
fs.symlinkSync('folder', 'to-folder', 'dir');
const mode = (stat) => (stat.mode & 0o7777).toString(8);
console.log(mode(fs.statSync('a')), fs.statSync('a').nlink, fs.statSync('a').ino === fs.statSync('b').ino);
console.log(fs.lstatSync('c').isSymbolicLink(), fs.statSync('c').isFile(), fs.readlinkSync('c'));
console.log(fs.existsSync('dangling'), fs.lstatSync('dangling').size, fs.readlinkSync('dangling', 'buffer'));
fs.chmodSync('c', 0o600);
console.log(mode(fs.statSync('a')), mode(fs.statSync('folder')));
fs.writeFileSync('to-folder/inner', '1');
console.log(fs.realpathSync('to-folder/inner').slice(fs.realpathSync(dir).length));
console.log(
	fs
		.readdirSync('.', { withFileTypes: true })
		.map((entry) => [entry.name, entry.isFile(), entry.isDirectory(), entry.isSymbolicLink()])
);
console.log(fs.readdirSync('.', { recursive: true }).sort());
fs.unlinkSync('a');
console.log(fs.readFileSync('b', 'utf8'), fs.existsSync('c'), fs.statSync('b').nlink);
fs.utimesSync('b', 1000, 2000.5);
const { atimeMs, mtimeMs, mtime } = fs.statSync('b');
console.log(atimeMs, mtimeMs, mtime.toISOString());
fs.lutimesSync('c', 5, 6);
console.log(
	fs.lstatSync('c').mtimeMs,
	fs.statSync('b', { bigint: true }).mtimeNs,
	fs.statSync('b', { bigint: true }).size
);
fs.cpSync('folder', 'copy', { recursive: true });
console.log(fs.readFileSync('copy/inner', 'utf8'));
console.log(fs.accessSync('b', fs.constants.R_OK | fs.constants.W_OK));
fs.renameSync('b', 'folder/moved');
console.log(fs.readdirSync('folder'));
process.chdir('/');
fs.rmSync(dir, { recursive: true });
console.log(fs.existsSync(dir));
