// A thread's own stdin, stdout and stderr.
const { Worker, isMainThread } = require('node:worker_threads');
if (isMainThread) {
	const worker = new Worker(__filename, { stdin: true, stdout: true, stderr: true });
	let [out, err] = ['', ''];
	worker.stdout
		.setEncoding('utf8')
		.on('data', (text) => (out += text))
		.on('end', () => console.log('stdout ended'));
	worker.stderr.setEncoding('utf8').on('data', (text) => (err += text));
	worker.on('exit', (code) => {
		console.log(code, JSON.stringify(out), JSON.stringify(err));
		const plain = new Worker(
			'console.log("straight out"); console.error("and err"); process.stdout.write("no line end\\n")',
			{ eval: true }
		);
		plain.on('exit', () => console.log('done', plain.stdin));
	});
	worker.stdin.write('typed in\n');
	worker.stdin.end('and more');
} else {
	let text = '';
	process.stdin.setEncoding('utf8');
	process.stdin.on('data', (part) => (text += part));
	process.stdin.on('end', () => {
		console.log('read', text);
		console.error('to stderr');
		process.stdout.write('written', () => process.stdout.write(' after\n'));
		console.log(process.stdout.isTTY, process.stdin.fd, process.stdout.writable);
	});
}
