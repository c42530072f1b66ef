// A terminal interface: keys that move, delete, complete, recall; what is written to the screen.
const readline = require('node:readline');
const { PassThrough } = require('node:stream');
const input = new PassThrough();
const output = Object.assign(new PassThrough(), { columns: 40, rows: 10, isTTY: true });
let screen = '';
output.on('data', (part) => (screen += part));
const rl = readline.createInterface({
	input,
	output,
	terminal: true,
	prompt: '$ ',
	completer: (line) => [['apple', 'apricot', 'banana'].filter((word) => word.startsWith(line)), line],
	tabSize: 4,
	escapeCodeTimeout: 10
});
rl.on('line', (line) => console.log('line', JSON.stringify(line)));
for (const event of ['SIGINT', 'SIGTSTP', 'close', 'pause', 'resume']) rl.on(event, () => console.log(event));
const keys = {
	left: '\x1b[D',
	right: '\x1b[C',
	up: '\x1b[A',
	down: '\x1b[B',
	home: '\x1b[H',
	end: '\x1b[F',
	del: '\x1b[3~',
	back: '\x7f',
	tab: '\t',
	enter: '\r',
	ctrlA: '\x01',
	ctrlE: '\x05',
	ctrlK: '\x0b',
	ctrlU: '\x15',
	ctrlW: '\x17',
	ctrlY: '\x19',
	ctrlT: '\x14',
	metaB: '\x1bb',
	metaF: '\x1bf',
	metaD: '\x1bd',
	undo: '\x1f',
	ctrlLeft: '\x1b[1;5D'
};
const type = async (...parts) => {
	for (const part of parts) {
		input.write(keys[part] ?? part);
		await new Promise((done) => setTimeout(done, 2));
	}
	console.log(parts.join(' '), '=>', JSON.stringify(rl.line), rl.cursor);
};
(async () => {
	rl.prompt();
	await type('hello world', 'left', 'left', 'back', 'X');
	await type('home', 'del', 'H', 'end', '!');
	await type('metaB', 'ctrlK', 'ctrlY');
	await type('ctrlW', 'ctrlU', 'undo', 'ctrlA', 'ctrlT');
	await type('enter');
	await type('up', 'enter');
	await type('ap', 'tab', 'tab', 'p', 'tab');
	await type('enter', 'b', 'tab', 'enter');
	await type('one two three', 'ctrlLeft', 'metaD', 'metaB', 'metaF');
	await type('ctrlU', '漢字ü', 'left', 'back', 'enter');
	console.log(rl.getCursorPos(), JSON.stringify(screen.slice(-60)));
	await type('\x03');
	rl.removeAllListeners('SIGINT');
	await type('\x04');
	readline.cursorTo(output, 3, 4);
	readline.moveCursor(output, -1, 2);
	readline.clearLine(output, -1);
	readline.clearLine(output, 0);
	readline.clearScreenDown(output, () => console.log('cleared'));
	readline.cursorTo(output, 5);
	console.log(JSON.stringify(screen.slice(-40)));
	const actions = new readline.promises.Readline(output);
	await actions.clearLine(0).cursorTo(0, 0).moveCursor(1, 1).clearScreenDown().commit();
	console.log(JSON.stringify(screen.slice(-20)), actions.rollback() === actions);
	const source = new PassThrough();
	readline.emitKeypressEvents(source);
	source.on('keypress', (text, key) =>
		console.log(
			JSON.stringify(text),
			key.name,
			key.ctrl,
			key.meta,
			key.shift,
			JSON.stringify(key.sequence),
			key.code
		)
	);
	for (const part of [
		'a',
		'A',
		'\x01',
		'\x1bx',
		'\x1b[A',
		'\x1b[1;2C',
		'\x1bOP',
		'\x1b[15~',
		'\r',
		'\n',
		'\t',
		'\x1b',
		' ',
		'ü',
		'5',
		'\x1b[Z',
		'\x7f',
		'\x1b\x7f'
	]) {
		source.write(part);
		await new Promise((done) => setTimeout(done, part === '\x1b' ? 700 : 1));
	}
})();
