// A file goes through gzip and a cipher and comes back.
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { pipeline } from 'node:stream/promises';
import help from '../help.cjs';
const folder = help.tree({ plain: 'line of text\n'.repeat(5000) });
const at = (name) => path.join(folder, name);
const [key, iv] = [Buffer.alloc(32, 1), Buffer.alloc(16, 2)];
for (const name of ['aes-256-cbc', 'aes-256-ctr', 'aes-256-gcm']) {
	const cipher = crypto.createCipheriv(name, key, iv);
	await pipeline(
		fs.createReadStream(at('plain'), { highWaterMark: 1000 }),
		cipher,
		fs.createWriteStream(at('sealed'))
	);
	const digest = crypto
		.createHash('sha1')
		.update(fs.readFileSync(at('sealed')))
		.digest('hex');
	console.log(name, fs.statSync(at('sealed')).size, digest);
	const decipher = crypto.createDecipheriv(name, key, iv);
	if (name.endsWith('gcm')) decipher.setAuthTag(cipher.getAuthTag());
	await pipeline(fs.createReadStream(at('sealed')), decipher, fs.createWriteStream(at('again')));
	console.log(fs.readFileSync(at('again')).equals(fs.readFileSync(at('plain'))));
}
const cipher = crypto.createCipheriv('aes-256-cbc', key, iv);
await pipeline(
	fs.createReadStream(at('plain')),
	zlib.createGzip(),
	cipher,
	fs.createWriteStream(at('small'))
);
console.log(fs.statSync(at('small')).size < 1000);
const parts = [];
const opened = pipeline(
	fs.createReadStream(at('small')),
	crypto.createDecipheriv('aes-256-cbc', key, iv),
	zlib.createGunzip(),
	async (source) => {
		for await (const part of source) parts.push(part);
	}
);
await opened;
console.log(Buffer.concat(parts).toString() === fs.readFileSync(at('plain'), 'utf8'));
const wrong = pipeline(
	fs.createReadStream(at('sealed')),
	crypto.createDecipheriv('aes-256-gcm', key, Buffer.alloc(16)).setAuthTag(Buffer.alloc(16)),
	fs.createWriteStream(at('again'))
);
await wrong.catch((error) => console.log(error.name, error.message));
