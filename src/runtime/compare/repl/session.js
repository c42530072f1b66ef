// A REPL over streams of one's own: values, errors, several lines, commands, its context.
const repl = require('node:repl');
const { PassThrough } = require('node:stream');
const [input, output] = [new PassThrough(), new PassThrough()];
let text = '';
output.setEncoding('utf8').on('data', (part) => (text += part));
const server = repl.start({ prompt: '> ', input, output, terminal: false, useColors: false });
server.context.given = { a: [1, 2] };
server.defineCommand('hello', {
	help: 'says hello',
	action(name) {
		this.output.write(`hello ${name}\n`);
		this.displayPrompt();
	}
});
server.on('exit', () => console.log(text));
const lines = [
	'1 + 1',
	'given',
	'x = 5',
	'x * 2',
	'_',
	'function f(a) {',
	'return a + 1',
	'}',
	'f(2)',
	'nothing.there',
	'throw new TypeError("thrown")',
	'let y = 3',
	'y',
	'"text"',
	'undefined',
	'await Promise.resolve(7)',
	'const { join } = require("path"); join("a", "b")',
	'.hello Ada',
	'.exit'
];
(async () => {
	for (const line of lines) {
		input.write(`${line}\n`);
		await new Promise((done) => setTimeout(done, 20));
	}
})();
