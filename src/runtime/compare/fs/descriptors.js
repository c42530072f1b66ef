const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'fds-'));
const file = path.join(dir, 'f');
let fd = fs.openSync(file, 'w+');
console.log(
	fs.writeSync(fd, 'hello'),
	fs.writeSync(fd, Buffer.from(' world'), 0, 6),
	fs.writeSync(fd, 'J', 0)
);
const buffer = Buffer.alloc(20);
console.log(fs.readSync(fd, buffer, 0, 20, 0), buffer.toString('utf8', 0, 11), fs.readSync(fd, buffer));
console.log(fs.fstatSync(fd).size, fs.fstatSync(fd).isFile());
fs.ftruncateSync(fd, 4);
console.log(fs.readFileSync(file, 'utf8'));
console.log(
	fs.writevSync(fd, [Buffer.from('ab'), Buffer.from('cd')], 4),
	fs.readvSync(fd, [Buffer.alloc(3), Buffer.alloc(9)], 0)
);
fs.fchmodSync(fd, 0o600);
fs.futimesSync(fd, 1, 2);
console.log(fs.fstatSync(fd).mtimeMs, (fs.fstatSync(fd).mode & 0o777).toString(8));
fs.unlinkSync(file);
console.log(
	fs.existsSync(file),
	fs.readSync(fd, buffer, 0, 8, 0),
	buffer.toString('latin1', 0, 8),
	fs.fstatSync(fd).nlink
);
fs.closeSync(fd);
fd = fs.openSync(file, 'a+');
fs.writeSync(fd, 'one', 0);
fs.writeSync(fd, 'two', 0);
console.log(fs.readFileSync(fd, 'utf8'), fs.readFileSync(file, 'utf8'));
fs.closeSync(fd);
fs.appendFileSync(file, Uint8Array.of(33));
fs.truncateSync(file, 10);
console.log(fs.readFileSync(file), fs.readFileSync(file, { encoding: 'base64' }));
fs.writeFileSync(file, 'abc', { flag: 'r+' });
console.log(fs.readFileSync(file, 'latin1').slice(0, 6));
fs.rmSync(dir, { recursive: true });
