// A REPL that SIGINT may break evaluates as any other.
const repl = require('node:repl');
const { PassThrough } = require('node:stream');
const [input, output] = [new PassThrough(), new PassThrough()];
let text = '';
output.setEncoding('utf8').on('data', (part) => (text += part));
repl
	.start({ prompt: '> ', input, output, terminal: false, breakEvalOnSigint: true })
	.on('exit', () => console.log(text));
input.end('1 + 1\nlater = "on"\nlater\n');
