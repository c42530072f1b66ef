const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'streams-'));
const file = path.join(dir, 'a.txt');
const events = [];
const out = fs.createWriteStream(file, { highWaterMark: 4 });
for (const name of ['open', 'ready', 'drain', 'finish', 'close']) out.on(name, () => events.push(name));
console.log(out.write('hello '), out.write('w'), out.bytesWritten, out.pending, out.path === file);
out.end('orld', () => {
	console.log(events.filter((name, at) => events.indexOf(name) === at));
	const read = fs.createReadStream(file, { encoding: 'utf8', start: 3, end: 8, highWaterMark: 2 });
	const pieces = [];
	read.on('data', (piece) => pieces.push(piece));
	read.on('close', () => {
		console.log(pieces, read.bytesRead, read.destroyed);
		const append = fs.createWriteStream(file, { flags: 'a' });
		append.end('!', () => {
			console.log(fs.readFileSync(file, 'utf8'), append.bytesWritten);
			fs.createReadStream(path.join(dir, 'none')).on('error', (error) => {
				console.log(error.code, error.syscall);
				const middle = fs.createWriteStream(file, { flags: 'r+', start: 6 });
				middle.end('W', () => {
					console.log(fs.readFileSync(file, 'utf8'));
					fs.rmSync(dir, { recursive: true });
				});
			});
		});
	});
});
