// fs/promises: file handles, lines, streams, errors.
import {
	mkdtemp,
	open,
	readFile,
	rm,
	stat,
	writeFile,
	access,
	readdir,
	mkdir,
	appendFile,
	copyFile,
	rename
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
const folder = await mkdtemp(join(tmpdir(), 'case-'));
const file = join(folder, 'f');
await writeFile(file, ['one\n', 'two\n', 'three']);
const handle = await open(file);
for await (const line of handle.readLines()) console.log(line);
const second = await open(file, 'r+');
console.log(
	(await second.read(Buffer.alloc(3), 0, 3, 4)).buffer.toString(),
	(await second.write('X', 0)).bytesWritten,
	(await second.stat()).size
);
await second.truncate(5);
console.log(await second.readFile('utf8'));
await second.close();
try {
	await second.stat();
} catch (error) {
	console.log(error.code, error.message);
}
await appendFile(file, '!');
await copyFile(file, `${file}2`);
await rename(`${file}2`, `${file}3`);
console.log((await readdir(folder)).sort(), String(await readFile(`${file}3`)));
for (const call of [
	() => access(join(folder, 'no')),
	() => readFile(folder),
	() => mkdir(folder),
	() => stat(join(file, 'x'))
])
	await call().catch((error) =>
		console.log(error.code, error.syscall, error.message.replaceAll(folder, '<tmp>'))
	);
const stopped = AbortSignal.abort();
await readFile(file, { signal: stopped }).catch((error) => console.log(error.name, error.code));
await rm(folder, { recursive: true });
console.log(await stat(folder).catch((error) => error.code));
