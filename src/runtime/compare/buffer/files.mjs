// Blob and File: slices, streams, types, URLs.
import buffer, { Blob, File, resolveObjectURL } from 'node:buffer';
import help from '../help.cjs';
const blob = new Blob(['ab', new Uint8Array([99]), new Uint16Array([0x6564]).buffer, new Blob(['f'])], {
	type: 'Text/Plain'
});
console.log(
	blob.size,
	blob.type,
	await blob.text(),
	blob,
	await blob.slice(1, 3).text(),
	await blob.slice(-2).text(),
	blob.slice(0, 1, 'x/y').type,
	(await blob.arrayBuffer()).byteLength
);
console.log(
	await (
		await blob.bytes?.()
	)?.length,
	blob instanceof Blob,
	Object.prototype.toString.call(blob),
	String(blob),
	await new Blob(['a\r\nb\n'], { endings: 'transparent' }).text()
);
for await (const part of new Blob(['stream']).stream()) console.log(Buffer.from(part).toString());
const file = new File(['content'], 'name.txt', { type: 'text/plain', lastModified: 5 });
console.log(
	file.name,
	file.size,
	file.lastModified,
	file.type,
	file instanceof Blob,
	await file.text(),
	file,
	file.slice(0, 2) instanceof File
);
await help.attemptLater('no name', () => new File([]));
await help.attemptLater('no list', () => new Blob('text'));
await help.attemptLater('odd parts', () => new Blob([5, null, {}]).text());
await help.attemptLater('endings', () => new Blob([], { endings: 'odd' }));
await help.attemptLater('type', () => new Blob([], { type: 'ü' }).type);
const url = URL.createObjectURL(blob);
console.log(url.startsWith('blob:nodedata:'), await resolveObjectURL(url).text());
URL.revokeObjectURL(url);
console.log(resolveObjectURL(url), resolveObjectURL('blob:none'));
await help.attemptLater('url', () => URL.createObjectURL('x'));
const copy = structuredClone(blob);
console.log(await copy.text(), copy.type, buffer.File === globalThis.File, buffer.Blob === globalThis.Blob);
const reader = new Blob(['x'.repeat(200000)]).stream().getReader();
let total = 0;
for (let part; !(part = await reader.read()).done;) total += part.value.length;
console.log(total);
