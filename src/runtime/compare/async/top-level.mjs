import { AsyncLocalStorage } from 'node:async_hooks';
import { on, once, EventEmitter } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const storage = new AsyncLocalStorage();
console.log(storage.getStore(), await 1);
storage.enterWith('top');
await readFile(import.meta.filename);
console.log('file', storage.getStore());
for await (const chunk of Readable.from(['a', 'b'])) console.log(chunk, storage.getStore());
await storage.run('pipeline', () =>
	pipeline(
		Readable.from(['a', 'b']),
		async function* (source) {
			for await (const chunk of source) {
				await null;
				yield `${chunk} ${storage.getStore()}`;
			}
		},
		async (source) => {
			for await (const chunk of source) console.log(String(chunk), storage.getStore());
		}
	)
);
const emitter = new EventEmitter();
setTimeout(() => emitter.emit('event', 1), 1);
console.log(await once(emitter, 'event'), storage.getStore());
setTimeout(() => {
	emitter.emit('event', 1);
	emitter.emit('event', 2);
}, 1);
for await (const [value] of on(emitter, 'event')) {
	console.log(value, storage.getStore());
	if (value === 2) break;
}
for await (const line of createInterface({ input: Readable.from(['1\n2\n']) }))
	console.log(line, storage.getStore());
try {
	await import('./missing.mjs');
} catch (error) {
	console.log(error.code, storage.getStore());
}
const { default: other } = await storage.run(
	'imported',
	() => import('data:text/javascript,export default await 5')
);
console.log(other, storage.getStore());
