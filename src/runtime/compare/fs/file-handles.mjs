// What a FileHandle does.
import fs from 'node:fs/promises';
import path from 'node:path';
import help from '../help.cjs';
const folder = help.tree({ lines: 'one\ntwo\r\nthree', numbers: '0123456789' });
const at = (name) => path.join(folder, name);
const handle = await fs.open(at('numbers'), 'r+');
console.log(typeof handle.fd, (await handle.stat()).size, handle.constructor.name);
const buffer = Buffer.alloc(4);
console.log(await handle.read(buffer, 0, 4, 2));
console.log(await handle.read({ buffer, position: 5, length: 2, offset: 1 }), buffer.toString());
console.log(
	(await handle.read()).bytesRead,
	await handle.write('AB', 8),
	await handle.write(Buffer.from('xyz'), 1, 1, 0)
);
console.log(await handle.readFile('utf8'), await handle.readFile('utf8'));
console.log(
	await handle.writev([Buffer.from('1'), Buffer.from('22')], 3),
	(await handle.readv([Buffer.alloc(2), Buffer.alloc(3)], 0)).bytesRead
);
await handle.truncate(5);
await handle.appendFile('+');
await handle.sync();
await handle.datasync();
await handle.chmod(0o640);
await handle.utimes(10, 20);
const { mode, mtimeMs, atimeMs, size } = await handle.stat();
console.log((mode & 0o777).toString(8), mtimeMs, atimeMs, size);
handle.on('close', () => console.log('close event'));
await handle.close();
console.log(handle.fd);
await help.attemptLater('after', () => handle.read(buffer));
await help.attemptLater('close again', () => handle.close());
console.log(await fs.readFile(at('numbers'), 'utf8'));
const lines = await fs.open(at('lines'));
for await (const line of lines.readLines()) console.log(JSON.stringify(line));
console.log(lines.fd);
const web = await fs.open(at('lines'));
const parts = [];
for await (const part of web.readableWebStream()) parts.push(Buffer.from(part).toString());
console.log(parts.join('').length);
await help.attemptLater('web twice', () => web.readableWebStream());
await web.close();

await help.attemptLater('missing', () => fs.open('/nowhere/none'));
await help.attemptLater('flag', () => fs.open(at('none'), 'q'));
await fs.open(at('lines'), 'wx').catch(({ code, syscall }) => console.log(code, syscall));
const appended = await fs.open(at('log'), 'a+');
await appended.write('first ');
await appended.write('second', 0);
console.log(
	await appended.readFile('utf8'),
	(await appended.read(Buffer.alloc(3), 0, 3, 0)).buffer.toString()
);
await appended.close();
const stream = (await fs.open(at('made'), 'w')).createWriteStream();
stream.end('by a stream');
await new Promise((done) => stream.on('close', done));
console.log(await fs.readFile(at('made'), 'utf8'));
