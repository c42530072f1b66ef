// What one process writes is read by another, then by their parent.
const { spawn } = require('node:child_process');
const { once } = require('node:events');

/** What the other side says until it ends. */
async function heard(socket) {
	let text = '';
	socket.setEncoding('utf8').on('data', (more) => (text += more));
	await once(socket, 'end');
	socket.destroy();
	return text;
}

async function shareOutput() {
	const first = spawn('cat', { stdio: ['pipe', 'pipe', 'inherit'] });
	const second = spawn('head', ['-n1'], { stdio: [first.stdout, 'pipe', 'inherit'] });
	first.stdin.write('hello\n');
	console.log([await heard(second.stdout)]);
	first.stdin.end('world\n');
	first.stdout.resume();
	console.log([await heard(first.stdout)]);
}

shareOutput();
