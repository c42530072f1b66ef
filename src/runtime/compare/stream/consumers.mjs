import { text, json, buffer, arrayBuffer, blob } from 'node:stream/consumers';
import { Readable } from 'node:stream';
console.log(
	await text(Readable.from(['a', 'é'])),
	await json(Readable.from(['{"a"', ':1}'])),
	await buffer(Readable.from([Buffer.from('x')]))
);
console.log(
	(await arrayBuffer(Readable.from([Buffer.from('abc')]))).byteLength,
	(await blob(Readable.from(['12']))).size
);
const web = Readable.toWeb(Readable.from(['w1', 'w2']));
console.log(await text(web));
const back = Readable.fromWeb(
	new ReadableStream({
		start(c) {
			c.enqueue('chunk');
			c.close();
		}
	}),
	{ encoding: 'utf8' }
);
for await (const chunk of back) console.log(chunk);
await json(Readable.from(['{'])).catch((error) => console.log(error.name));
