// StringDecoder: every encoding, in pieces of every size, cut at the end.
const { StringDecoder } = require('node:string_decoder');
const { attempt } = require('../help.cjs');
const text = 'aü€\u{1f600}\ud800z';
for (const encoding of ['utf8', 'utf16le', 'ucs2', 'base64', 'base64url', 'hex', 'latin1', 'ascii', 'binary'])
	for (const size of [1, 2, 3, 5]) {
		const decoder = new StringDecoder(encoding);
		const bytes = Buffer.from(text, encoding === 'utf16le' || encoding === 'ucs2' ? 'utf16le' : 'utf8');
		const parts = [];
		for (let at = 0; at < bytes.length; at += size) parts.push(decoder.write(bytes.subarray(at, at + size)));
		parts.push(`|${decoder.end()}`);
		console.log(encoding, size, JSON.stringify(parts), decoder.encoding, decoder.lastNeed, decoder.lastTotal);
	}
for (const bytes of [
	[0xe2, 0x82],
	[0xf0, 0x9f, 0x98],
	[0xc3],
	[0xe2, 0x28],
	[0xff, 0xe2],
	[0xf8, 0x88],
	[0xe0, 0x80, 0x80]
]) {
	const decoder = new StringDecoder();
	console.log(
		JSON.stringify([
			decoder.write(Buffer.from(bytes)),
			decoder.end(Buffer.from('x')),
			decoder.end(),
			decoder.write(Buffer.from('again'))
		])
	);
}
attempt('unknown', () => new StringDecoder('odd'));
attempt('not bytes', () => new StringDecoder().write(5));
attempt('text', () => new StringDecoder().write('text'));
attempt('view', () => new StringDecoder().write(new Uint16Array([0x6261])));
attempt('case', () => new StringDecoder('UTF-8').encoding);
