// node -i over pipes: values, what lines declare, errors; and options that cannot go together.
const { spawn, spawnSync } = require('node:child_process');

const shown = (text) => text.replace(/^Welcome.*\n.*\n/, '').replace(/\n {4}at .*/g, '');
const repl = spawn(process.execPath, ['-i'], { stdio: ['pipe', 'pipe', 'inherit'] });
let text = '';
repl.stdout.setEncoding('utf8').on('data', (part) => (text += part));
repl.on('close', (code) => {
	console.log(shown(text));
	console.log('code', code);
	for (const options of [
		['-c', '-e', 'foo'],
		['--test', '-e', 'foo'],
		['--test', '-i']
	]) {
		const { status, stderr } = spawnSync(process.execPath, options, { encoding: 'utf8' });
		console.log(options.join(' '), status, stderr.replaceAll(process.execPath, 'node').trim());
	}
});
const lines = [
	'1 + 1',
	'_ * 2',
	'let first = 1; const second = 2',
	'class Third {}',
	'first = first + second; first',
	'new Third()',
	'second = 3',
	'function fourth() { return first }',
	'fourth()',
	'[1, 2].map((each) => {',
	'const twice = each * 2;',
	'return twice + first })',
	'clearImmediate({})',
	'.exit'
];
repl.stdin.end(`${lines.join('\n')}\n`);
