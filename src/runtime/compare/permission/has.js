// What process.permission.has says under options, of files and of all else.
const { spawnSync } = require('node:child_process');
const { tree } = require('../help.cjs');

const folder = tree({
	'a/b.txt': '',
	'a/deep/c.txt': '',
	'ab.txt': '',
	'script.js': 'console.log(process.permission)'
});
const asked = [
	...[
		'fs',
		'fs.read',
		'fs.write',
		'child',
		'worker',
		'wasi',
		'inspector',
		'addon',
		'net',
		'FileSystemRead',
		''
	],
	...['a', 'a/', 'a/b.txt', 'a/deep/c.txt', 'ab.txt', 'a/../ab.txt', '.', 'missing', ''].map((path) => [
		'fs.read',
		path
	]),
	['fs.write', 'a/b.txt'],
	['child', 'anything']
];
const program = `
	const has = (given) => process.permission.has(...[given].flat());
	console.log(${JSON.stringify(asked)}.map((each) => [each].flat().join(':') + '=' + has(each)).join(' '));
	console.log(has(['fs.read', Buffer.from('a/b.txt')]));
	for (const given of [[null], ['fs', {}], []])
		try { has(given) } catch ({ code, message }) { console.log(code, message) }
`;
for (const options of [
	[],
	['--allow-fs-read=*'],
	['--allow-fs-read=*', '--allow-fs-write=*'],
	['--allow-fs-read=a'],
	['--allow-fs-read=a/', '--allow-fs-write=./a/b.txt'],
	['--allow-fs-read=a*'],
	['--allow-fs-read=a/b.txt', '--allow-fs-read', 'a/deep/*'],
	['--allow-fs-read=a,ab.txt'],
	['--allow-child-process', '--allow-worker', '--allow-wasi', '--allow-addons']
]) {
	const all = ['--no-warnings', '--permission', ...options, '-e', program];
	const { status, stdout, stderr } = spawnSync(process.execPath, all, { cwd: folder });
	console.log(options.join(' '), status, `${stdout}${stderr}`);
}
for (const args of [
	['--permission', 'script.js'],
	['script.js'],
	['--allow-fs-read=*', 'script.js'],
	['--permission', 'script']
]) {
	const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder });
	console.log(
		args.join(' '),
		status,
		String(stdout),
		/\[ERR_.*|Error: .*/.exec(String(stderr))?.[0].replaceAll(folder, '')
	);
}
