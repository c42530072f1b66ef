// Lines from a stream, questions, history, closing.
// input: "first\nsecond\r\nthird without end"
const readline = require('readline');
const { Readable, Writable } = require('stream');
const shown = [];
const output = new Writable({
	write(chunk, _e, done) {
		shown.push(String(chunk));
		done();
	}
});
const rl = readline.createInterface({ input: process.stdin, crlfDelay: Infinity });
rl.on('line', (line) => console.log(JSON.stringify(line)));
rl.on('close', async () => {
	console.log('closed');
	const asked = readline.createInterface({
		input: Readable.from(['Ada\n', 'yes\n']),
		output,
		terminal: false
	});
	asked.question('Name? ', (name) => {
		console.log(name);
		asked.question('Sure? ', (answer) => {
			console.log(answer, shown);
			asked.close();
			again();
		});
	});
});
async function again() {
	const lines = [];
	for await (const line of readline.createInterface({ input: Readable.from(['a\nb', '\nc']) }))
		lines.push(line);
	console.log(lines);
	const closed = readline.createInterface({ input: new Readable({ read() {} }) });
	closed.close();
	try {
		closed.question('x', () => {});
	} catch (error) {
		console.log(error.code, error.message);
	}
	console.log(
		JSON.stringify(
			await new Promise((done) => {
				const parts = [];
				const w = new Writable({
					write(c, _e, d) {
						parts.push(String(c));
						d();
					}
				});
				readline.cursorTo(w, 3, 4);
				readline.moveCursor(w, -1, 2);
				readline.clearLine(w, -1);
				readline.clearScreenDown(w, () => done(parts));
			})
		)
	);
}
