const { StringDecoder } = require('node:string_decoder');
const euro = Buffer.from('a€😀');
for (const encoding of ['utf8', 'utf16le', 'base64', 'hex', 'latin1']) {
	const decoder = new StringDecoder(encoding);
	const parts = [...euro].map((byte) => decoder.write(Buffer.from([byte])));
	console.log(encoding, parts, decoder.end());
}
console.log(
	new Intl.NumberFormat('en').format(1234.5),
	'ä'.localeCompare('z', 'de'),
	'İ'.toLowerCase().length,
	'x'.padStart(3, 'ab'),
	new Date(0).toLocaleDateString('en-US', { timeZone: 'UTC' })
);
