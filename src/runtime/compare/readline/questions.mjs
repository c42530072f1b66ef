// input: "first\nsecond line\n\nlast"
// Questions by callback and promise, over the program's own input.
import readline from 'node:readline';
import { createInterface } from 'node:readline/promises';
import { PassThrough } from 'node:stream';
import help from '../help.cjs';
const rl = readline.createInterface({ input: process.stdin });
const lines = [];
rl.on('line', (line) => lines.push(line)).on('pause', () => lines.push('<pause>'));
await new Promise((done) => rl.on('close', done));
console.log(lines, rl.closed);
await help.attemptLater('after close', () => rl.question('x', () => {}));
const [input, output] = [new PassThrough(), new PassThrough()];
const asking = createInterface({ input, output });
const answers = [];
const ask = async (text, answer) => {
	setImmediate(() => input.write(answer));
	answers.push(await asking.question(text));
};
await ask('name? ', 'Ada\n');
await ask('age? ', '42\n');
console.log(answers, String(output.read()));
const control = new AbortController();
const waiting = asking.question('never? ', { signal: control.signal });
control.abort();
await help.attemptLater('aborted', () => waiting);
asking.setPrompt('> ');
asking.prompt();
console.log(
	JSON.stringify(String(output.read())),
	asking.getPrompt(),
	asking.line,
	asking.cursor,
	asking.terminal
);
asking.write('typed\n');
asking.close();
await help.attemptLater('closed', () => asking.question('x'));
const split = readline.createInterface({
	input: new PassThrough().end('a\r\nb\rc\nd\u2028e\n\nlast'),
	crlfDelay: Infinity
});
const parts = [];
for await (const line of split) parts.push(line);
console.log(parts);
const history = readline.createInterface({
	input: new PassThrough(),
	output: new PassThrough(),
	terminal: true,
	history: ['old'],
	historySize: 3,
	removeHistoryDuplicates: true
});
history.on('history', (list) => console.log('history', list));
for (const line of ['one', 'two', 'one', 'three']) history.write(`${line}\n`);
console.log(history.history);
history.close();
await help.attemptLater('input', () => readline.createInterface());
await help.attemptLater('size', () => readline.createInterface({ input, historySize: -1 }));
