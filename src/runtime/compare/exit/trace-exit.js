// --trace-exit tells where process.exit was called; in threads it comes by NODE_OPTIONS too.
const { spawnSync } = require('node:child_process');
const { Worker } = require('node:worker_threads');

const shown = (text) =>
	text
		.replace(/node:\d+/g, 'node:PID')
		.split('\n')
		.filter((line) => !line.includes('node:'.concat('internal')))
		.map((line) => line.replace(/\(.*[/\\]/, '('));
if (process.argv[2] === 'exits') {
	const leave = () => process.exit(5);
	setImmediate(() => process.nextTick(leave));
} else if (process.argv[2] === 'ends') {
	process.exitCode = 4;
} else if (process.argv[2] === 'thread') {
	new Worker('const { isMainThread } = require("node:worker_threads"); setImmediate(() => process.exit(2))', {
		eval: true,
		env: { ...process.env, NODE_OPTIONS: '--trace-exit' }
	}).on('exit', (code) => console.log('thread', code));
} else {
	for (const way of ['exits', 'ends', 'thread']) {
		const option = way === 'thread' ? [] : ['--trace-exit'];
		const { status, stdout, stderr } = spawnSync(process.execPath, [...option, __filename, way]);
		console.log(way, status, String(stdout), shown(String(stderr)));
	}
}
