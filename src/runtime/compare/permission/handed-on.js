// node: --permission --allow-fs-read=* --allow-child-process --allow-worker
// Children and threads may no more than who made them.
const { spawnSync } = require('node:child_process');
const { Worker } = require('node:worker_threads');

const program = `
	const { permission } = process;
	console.log(['fs.read', 'fs.write', 'child', 'worker', 'wasi'].map((scope) => scope + '=' + permission?.has(scope)).join(' '));
`;
const child = (options, env = process.env) =>
	console.log(
		options,
		String(spawnSync(process.execPath, [...options, '--no-warnings', '-e', program], { env }).stdout)
	);
child([]);
child(['--permission', '--allow-fs-write=*']);
child([], { ...process.env, NODE_OPTIONS: '--permission --allow-wasi' });
console.log(process.env.NODE_OPTIONS);
new Worker(program, { eval: true }).on(
	'exit',
	() => new Worker(program, { eval: true, execArgv: ['--permission', '--allow-fs-write=*'] })
);
