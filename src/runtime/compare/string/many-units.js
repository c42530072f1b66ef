// String.fromCharCode and fromCodePoint with as many arguments as programs give them at once.
const help = require('../help.cjs');
const bytes = Uint8Array.from({ length: 65_535 }, (_, at) => 65 + (at % 26));
const check = (text) => [text.length, text.slice(0, 3), text.slice(-3)];
for (const make of [String.fromCharCode, String.fromCodePoint]) {
	console.log(make.name, check(make.apply(null, bytes)), check(make.apply(String, Array.from(bytes))));
	console.log([make.apply(null, [104, 105]), make.apply(null, null), make.apply(null), make.apply(null, [])]);
	help.attempt('a number', () => make.apply(null, 5));
}
console.log(check(String.fromCharCode.apply(undefined, { length: 60_000, 0: 66, 59_999: 67 })));
console.log(check(String.fromCodePoint.apply(null, new Array(30_000).fill(0x1f600))).slice(0, 1));
help.attempt('not a code point', () => String.fromCodePoint.apply(null, new Array(20_000).fill(-1)));
