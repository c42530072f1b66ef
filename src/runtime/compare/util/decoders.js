// TextDecoder in many encodings: names, streams, marks, refusals.
const { attempt } = require('../help.cjs');
const names = [
	'utf-8',
	'UTF8',
	'unicode-1-1-utf-8',
	'utf-16le',
	'utf-16be',
	'latin1',
	'ascii',
	'windows-1252',
	'iso-8859-2',
	'iso-8859-15',
	'koi8-r',
	'macintosh',
	'windows-1251',
	'gbk',
	'gb18030',
	'big5',
	'shift_jis',
	'euc-jp',
	'euc-kr',
	'iso-2022-jp',
	'x-user-defined',
	'utf-7',
	'none',
	''
];
const bytes = Uint8Array.from([0x41, 0xe4, 0xf6, 0x80, 0x9f, 0xd0, 0xc4, 0xe3, 0x42]);
for (const name of names)
	attempt(name, () => [new TextDecoder(name).encoding, new TextDecoder(name).decode(bytes)]);
attempt('japanese', () => new TextDecoder('shift_jis').decode(Uint8Array.from([0x93, 0xfa, 0x96, 0x7b])));
attempt('chinese', () => new TextDecoder('gbk').decode(Uint8Array.from([0xc4, 0xe3, 0xba, 0xc3])));
attempt('korean', () => new TextDecoder('euc-kr').decode(Uint8Array.from([0xc7, 0xd1])));
for (const options of [{}, { fatal: true }, { ignoreBOM: true }])
	for (const input of [
		[0xef, 0xbb, 0xbf, 0x61],
		[0xff],
		[0xc3, 0xa4],
		[0xe2, 0x82],
		[0xf0, 0x9f, 0x98, 0x80],
		[0xed, 0xa0, 0x80],
		[0xc0, 0x80],
		[]
	])
		attempt(JSON.stringify([options, input]), () =>
			JSON.stringify(new TextDecoder('utf-8', options).decode(Uint8Array.from(input)))
		);
const pieces = new TextDecoder();
console.log(
	['e2', '82', 'ac61', 'f09f', '9880'].map((hex) => pieces.decode(Buffer.from(hex, 'hex'), { stream: true })),
	JSON.stringify(pieces.decode())
);
const wide = new TextDecoder('utf-16le');
console.log(
	JSON.stringify([
		wide.decode(Uint8Array.of(0x3d), { stream: true }),
		wide.decode(Uint8Array.of(0xd8, 0x00), { stream: true }),
		wide.decode(Uint8Array.of(0xde))
	])
);
attempt('shared', () => new TextDecoder().decode(new Uint8Array(new SharedArrayBuffer(2)).fill(65)));
attempt('view', () => new TextDecoder().decode(new DataView(Uint8Array.of(65, 66).buffer, 1)));
attempt('text', () => new TextDecoder().decode('x'));
attempt('nothing', () => [new TextDecoder().decode(), new TextDecoder().fatal, new TextDecoder().ignoreBOM]);
const encoder = new TextEncoder();
console.log(
	encoder.encode('aä€\u{1f600}\ud800'),
	encoder.encode(),
	encoder.encoding,
	encoder.encodeInto('ä€x', new Uint8Array(4))
);
console.log(String(encoder), Object.prototype.toString.call(new TextDecoder()));
attempt('into', () => encoder.encodeInto('x', []));
