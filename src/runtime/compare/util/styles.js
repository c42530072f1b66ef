// styleText, stripVTControlCharacters, and which colours a stream takes.
const util = require('node:util');
const { PassThrough } = require('node:stream');
const { attempt } = require('../help.cjs');
for (const format of [
	'red',
	'bold',
	'bgBlue',
	'underline',
	['red', 'bold'],
	['italic', 'bgWhite', 'blackBright'],
	'reset',
	'gray',
	'none',
	[]
])
	attempt(String(format), () => JSON.stringify(util.styleText(format, 'text', { validateStream: false })));
attempt('unknown', () => util.styleText('pink', 'text'));
attempt('text', () => util.styleText('red', 5));
attempt('format', () => util.styleText(5, 'x'));
attempt('stream', () => JSON.stringify(util.styleText('red', 'x', { stream: process.stdout })));
attempt('no stream', () => util.styleText('red', 'x', { stream: {} }));
attempt('pass', () => JSON.stringify(util.styleText('red', 'x', { stream: new PassThrough() })));
attempt('nested', () =>
	JSON.stringify(
		util.styleText('red', `a ${util.styleText('blue', 'b', { validateStream: false })} c`, {
			validateStream: false
		})
	)
);
process.env.FORCE_COLOR = '1';
attempt('forced', () => JSON.stringify(util.styleText('green', 'x')));
delete process.env.FORCE_COLOR;
console.log(
	JSON.stringify(
		util.stripVTControlCharacters(
			'\x1b[31ma\x1b[0m \x1b]8;;http://a\x07link\x1b]8;;\x07 \x1b[2K\x1b[1;2Hb\u009b5m'
		)
	)
);
attempt('strip number', () => util.stripVTControlCharacters(5));
