// node: --no-deprecation
// The old punycode module.
const punycode = require('node:punycode');
const { attempt } = require('../help.cjs');
for (const text of ['', 'plain', 'mañana', '☃-⌘', '漢字', 'ü', '\u{1f4a9}', 'a-b-ü', 'Bücher'])
	console.log(
		text,
		punycode.encode(text),
		punycode.decode(punycode.encode(text)) === text,
		punycode.toASCII(`${text}.test`),
		punycode.toUnicode(punycode.toASCII(`${text}.test`))
	);
console.log(
	punycode.ucs2.decode('a\u{1f600}\ud800'),
	punycode.ucs2.encode([0x61, 0x1f600]),
	punycode.toASCII('user@mañana.test'),
	punycode.toASCII('a。b'),
	punycode.version
);
for (const bad of ['\x80', 'a-\x80b', '!!!', '99999999'])
	attempt(JSON.stringify(bad), () => punycode.decode(bad));
