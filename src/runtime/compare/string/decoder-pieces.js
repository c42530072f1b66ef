// StringDecoder over every way to cut some texts in two, and byte by byte.
const { StringDecoder } = require('string_decoder');
const samples = [
	'f69bd1',
	'f4bde5',
	'e0a0',
	'eda0bd',
	'c3a9',
	'e282ac',
	'f09f918d',
	'3dd84ddc',
	'3dd84d',
	'ff41',
	'41f2',
	'e18b'
];
for (const encoding of ['utf8', 'utf16le', 'base64', 'hex', 'latin1'])
	for (const sample of samples) {
		const bytes = Buffer.from(sample, 'hex');
		const ways = [];
		for (let at = 0; at <= bytes.length; at++) {
			const decoder = new StringDecoder(encoding);
			ways.push([decoder.write(bytes.subarray(0, at)), decoder.write(bytes.subarray(at)), decoder.end()]);
		}
		const decoder = new StringDecoder(encoding);
		const single = [...bytes].map((byte) => decoder.write(Buffer.of(byte)));
		console.log(encoding, sample, JSON.stringify([...ways, [...single, decoder.end()]]));
	}
