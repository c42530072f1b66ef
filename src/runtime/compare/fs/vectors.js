// read and write in every shape: offsets, positions, several buffers.
const fs = require('node:fs');
const path = require('node:path');
const { attempt, tree } = require('../help.cjs');
const file = path.join(tree({ file: '0123456789' }), 'file');
const fd = fs.openSync(file, 'r+');
const buffer = Buffer.alloc(6, '.');
console.log(
	fs.readSync(fd, buffer, 1, 2, null),
	fs.readSync(fd, buffer, { offset: 3, length: 2 }),
	buffer.toString()
);
console.log(
	fs.readSync(fd, buffer, 0, 4, 8),
	fs.readSync(fd, buffer, 0, 1, 100n),
	fs.readSync(fd, buffer),
	buffer.toString()
);
attempt('offset', () => fs.readSync(fd, buffer, 7, 1, 0));
attempt('length', () => fs.readSync(fd, buffer, 0, 7, 0));
attempt('negative position', () => fs.readSync(fd, buffer, 0, 1, -2));
attempt('empty', () => fs.readSync(fd, Buffer.alloc(0), 0, 0, 0));
attempt('text', () => fs.readSync(fd, 'abc'));
console.log(
	fs.writeSync(fd, 'äb', 0),
	fs.writeSync(fd, Buffer.from('XYZ'), 1, 1, 9),
	fs.writeSync(fd, 'hex', 5, 'utf8')
);
console.log(fs.writeSync(fd, Buffer.from('opt'), { position: 2, length: 2 }), fs.readFileSync(file, 'utf8'));
attempt('write offset', () => fs.writeSync(fd, buffer, 9));
attempt('write number', () => fs.writeSync(fd, 5));
const parts = [Buffer.alloc(3), new Uint8Array(2)];
console.log(fs.readvSync(fd, parts, 0), Buffer.concat(parts).toString());
console.log(fs.writevSync(fd, [Buffer.from('v1'), Buffer.from('v2')], 4), fs.readFileSync(file, 'utf8'));
attempt('vector', () => fs.readvSync(fd, 'x'));
fs.read(fd, { buffer: Buffer.alloc(4), position: 0 }, (error, count, read) => {
	console.log(error, count, read.toString());
	fs.write(fd, 'end', null, 'utf8', (error, count, text) => {
		console.log(error, count, text);
		fs.readv(fd, [Buffer.alloc(2)], 1, (error, count, views) => {
			console.log(error, count, views.length);
			fs.close(fd, (error) => {
				console.log(error);
				fs.read(fd, buffer, 0, 1, 0, (error) => console.log(error.code, error.syscall));
			});
		});
	});
});
