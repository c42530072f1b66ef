// stdout and stderr as streams: callbacks, encodings, returns, ends, consoles over them.
const { spawnSync } = require('node:child_process');
const { attempt } = require('../help.cjs');
console.log(
	process.stdout.write('a\n'),
	process.stdout.write('616263', 'hex'),
	process.stdout.write(Buffer.from('\n')),
	process.stdout.write('')
);
process.stdout.write('with callback\n', (error) => console.log('written', error));
attempt('null', () => process.stdout.write(null));
attempt('number', () => process.stdout.write(5));
console.log(
	process.stdout.constructor.name.length > 0,
	process.stdout._type,
	process.stdout.writableHighWaterMark > 0,
	process.stdout.isTTY,
	process.stderr._isStdio
);
process.stdout.cork();
process.stdout.write('corked ');
process.stdout.write('together\n');
process.stdout.uncork();
const run = (source, options) => {
	const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', source], {
		encoding: 'utf8',
		...options
	});
	console.log(
		JSON.stringify([
			status,
			stdout.length > 200 ? stdout.length : stdout,
			stderr.split('\n').find((line) => /Error/.test(line))
		])
	);
};
run(
	'process.stdout.end("ended"); process.stdout.on("error", (e) => console.error("Error event", e.code)); process.stdout.write("x");'
);
run('process.stdout.destroy(); console.log("gone"); console.error("still");');
run('process.stdout.write("x".repeat(300000)); process.exit();');
run('for (let i = 0; i < 1000; i++) console.log("line", i);');
run('console.log("out"); console.error("err"); process.stdout.write("no newline")');
run('process.stdin.on("data", (d) => process.stdout.write(d)).on("end", () => console.log("|end"));', {
	input: 'typed'
});
run('const fs = require("fs"); fs.writeSync(1, "direct "); console.log("mixed"); fs.writeSync(1, "again");');
run(
	'const { Console } = require("console"); const c = new Console(process.stderr, process.stdout); c.log("to stderr"); c.error("to stdout");'
);
run(
	'process.stdout._handle?.setBlocking?.(true); console.log(typeof process.stdout.getWindowSize, process.stdout.hasColors?.())'
);
run('process.on("exit", () => process.stdout.write("at exit")); ');
run('console.log(require("fs").readFileSync(0, "utf8").toUpperCase())', { input: 'whole input' });
run(
	'process.stdin.once("readable", () => { console.log(String(process.stdin.read(3)), String(process.stdin.read())); })',
	{ input: 'abcdef' }
);
run('process.stdin.pause(); console.log("does not wait")', { input: 'x' });
