// tty without a terminal: what is one, how many colours by environment.
const tty = require('node:tty');
const { attempt } = require('../help.cjs');
console.log(
	[0, 1, 2, 99, -1].map((fd) => tty.isatty(fd)),
	tty.isatty('x'),
	tty.isatty()
);
attempt('read', () => new tty.ReadStream(-1));
attempt('write', () => new tty.WriteStream('x'));
const { getColorDepth, hasColors } = tty.WriteStream.prototype;
for (const env of [
	{},
	{ TERM: 'dumb' },
	{ TERM: 'xterm' },
	{ TERM: 'xterm-256color' },
	{ COLORTERM: 'truecolor' },
	{ NO_COLOR: '1', TERM: 'xterm' },
	{ FORCE_COLOR: '0' },
	{ FORCE_COLOR: '1' },
	{ FORCE_COLOR: '2' },
	{ FORCE_COLOR: '3' },
	{ FORCE_COLOR: '' },
	{ FORCE_COLOR: 'true' },
	{ TMUX: '1' },
	{ CI: '1' },
	{ CI: '1', GITHUB_ACTIONS: '1' },
	{ CI: '1', TRAVIS: '1' },
	{ TEAMCITY_VERSION: '9.1.0' },
	{ TERM_PROGRAM: 'iTerm.app', TERM_PROGRAM_VERSION: '3.0' },
	{ TERM: 'screen' },
	{ TERM: 'linux' },
	{ NODE_DISABLE_COLORS: '1', TERM: 'xterm' }
])
	console.log(
		JSON.stringify(env),
		getColorDepth(env),
		hasColors.call({ getColorDepth }, 16, env),
		hasColors.call({ getColorDepth }, env)
	);
attempt('colours', () => hasColors.call({ getColorDepth }, 1));
attempt('colours', () => hasColors.call({ getColorDepth }, 'x'));
console.log(
	process.stdout.isTTY,
	process.stdin.isRaw,
	typeof process.stdin.setRawMode,
	tty.ReadStream.name,
	Object.keys(tty)
);
