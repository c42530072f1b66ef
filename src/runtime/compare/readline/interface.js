const readline = require('node:readline');
const { PassThrough } = require('node:stream');
const input = new PassThrough();
const output = new PassThrough();
let shown = '';
output.on('data', (piece) => (shown += piece));
const lines = readline.createInterface({ input, output, prompt: '> ', terminal: false });
lines.on('line', (line) => console.log('line', JSON.stringify(line)));
lines.on('pause', () => console.log('pause'));
lines.on('close', () => {
	console.log('close', JSON.stringify(shown));
	iterate();
});
lines.question('name? ', (answer) => {
	console.log('answer', answer);
	lines.prompt();
	input.write('a\r\nb\rc\nlast');
	input.end();
});
input.write('Bob\n');
async function iterate() {
	const source = new PassThrough();
	source.end('1\n2\n\n3');
	for await (const line of readline.createInterface({ input: source, crlfDelay: Infinity }))
		console.log('each', line);
	const { createInterface } = require('node:readline/promises');
	const asked = new PassThrough();
	const reader = createInterface({ input: asked, output: new PassThrough() });
	const answer = reader.question('?');
	asked.write('yes\n');
	console.log(await answer);
	reader.close();
	readline.emitKeypressEvents(asked);
	asked.on('keypress', (text, key) => console.log(text, key));
	asked.write('a\x1b[A\x03');
	console.log(readline.clearLine(new PassThrough(), 0), readline.cursorTo.length);
}
