import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
const dir = await fs.mkdtemp(path.join(os.tmpdir(), 'opendir-'));
for (const name of ['a', 'b', 'c']) await fs.writeFile(path.join(dir, name), name);
await fs.mkdir(path.join(dir, 'sub/deep'), { recursive: true });
const names = [];
for await (const entry of await fs.opendir(dir))
	names.push(`${entry.name} ${entry.isDirectory()} ${entry.parentPath === dir}`);
console.log(names.sort());
const folder = await fs.opendir(dir, { recursive: true });
const all = [];
for await (const entry of folder) all.push(entry.name);
console.log(all.sort());
await folder.close().catch((error) => console.log(error.code));
const handle = await fs.open(path.join(dir, 'a'), 'r+');
console.log(
	await handle.read(Buffer.alloc(1)).then(({ bytesRead }) => bytesRead),
	(await handle.stat()).size
);
await handle.appendFile('more');
console.log(await fs.readFile(path.join(dir, 'a'), 'utf8'));
const lines = [];
await fs.writeFile(path.join(dir, 'lines'), 'one\ntwo\r\nthree');
const other = await fs.open(path.join(dir, 'lines'));
for await (const line of other.readLines()) lines.push(line);
console.log(lines, handle.fd > 2);
await handle.close();
console.log(handle.fd);
await handle.read(Buffer.alloc(1)).catch((error) => console.log(error.code));
await fs.rm(dir, { recursive: true });
await fs.access(dir).catch((error) => console.log(error.code, error.syscall));
