// mkdtemp, many files at once, order of callbacks and promises over one file.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import help from '../help.cjs';
const folder = help.tree();
const first = fs.mkdtempSync(path.join(folder, 'made-'));
console.log(
	/^made-[A-Za-z0-9]{6}$/.test(path.basename(first)),
	fs.statSync(first).isDirectory(),
	(fs.statSync(first).mode & 0o777).toString(8)
);
const second = await fs.promises.mkdtemp(path.join(folder, 'ü-'));
console.log(path.basename(second).length, first !== second, os.tmpdir().startsWith('/'));
const names = Array.from({ length: 200 }, (_, at) => path.join(folder, `file-${at}`));
await Promise.all(names.map((name, at) => fs.promises.writeFile(name, String(at))));
const texts = await Promise.all(names.map((name) => fs.promises.readFile(name, 'utf8')));
console.log(
	texts.reduce((sum, text) => sum + Number(text), 0),
	fs.readdirSync(folder).length
);
await Promise.all(
	names.map((name, at) => (at % 2 ? fs.promises.unlink(name) : fs.promises.rename(name, `${name}.old`)))
);
console.log(fs.readdirSync(folder).filter((name) => name.endsWith('.old')).length);
const log = path.join(folder, 'log');
for (let line = 0; line < 50; line++) await fs.promises.appendFile(log, `${line}\n`);
console.log(fs.readFileSync(log, 'utf8').split('\n').length);
const order = [];
await new Promise((done) => {
	fs.stat(log, () => (order.push('stat'), order.length === 4 && done()));
	process.nextTick(() => order.push('tick'));
	Promise.resolve().then(() => order.push('promise'));
	order.push('sync');
});
console.log(order);
const big = path.join(folder, 'big');
fs.writeFileSync(big, Buffer.alloc(3_000_000, 'x'));
const copy = fs.createReadStream(big).pipe(fs.createWriteStream(`${big}-copy`));
await new Promise((done) => copy.on('close', done));
console.log(fs.statSync(`${big}-copy`).size, fs.readFileSync(`${big}-copy`).equals(fs.readFileSync(big)));
const fd = fs.openSync(path.join(folder, 'hole'), 'w+');
fs.writeSync(fd, 'end', 10000);
console.log(
	fs.fstatSync(fd).size,
	fs.readFileSync(path.join(folder, 'hole')).subarray(0, 3),
	fs.fstatSync(fd).blksize > 0
);
fs.closeSync(fd);
fs.unlinkSync(big);
