// parseArgs: groups, tokens, defaults, negatives, refusals.
const { parseArgs } = require('node:util');
const { attempt } = require('../help.cjs');
const options = {
	all: { type: 'boolean', short: 'a' },
	base: { type: 'string', short: 'b', default: 'none' },
	many: { type: 'string', short: 'm', multiple: true },
	count: { type: 'boolean', short: 'c', multiple: true },
	'dashed-name': { type: 'string' }
};
const lines = [
	'-ab x',
	'-abx',
	'--base=x=y',
	'--base x --base y',
	'-m1 -m 2 --many=3',
	'-ccc',
	'--dashed-name v',
	'-- -a file',
	'file -a',
	'--no-all',
	'--all=x',
	'--base',
	'--unknown',
	'-z',
	'-ab',
	'--many',
	'-b -a',
	'--base=-a',
	'--',
	'-',
	'--base=',
	'---x'
];
for (const line of lines)
	for (const more of [{}, { strict: false }, { allowPositionals: true, allowNegative: true }])
		attempt(`${line} ${JSON.stringify(more)}`, () => {
			const { values, positionals } = parseArgs({ args: line.split(' '), options, ...more });
			return JSON.stringify([{ ...values }, positionals]);
		});
console.log(
	parseArgs({
		args: ['-ab', 'x', '--many=1', 'p', '--', '-q'],
		options,
		allowPositionals: true,
		tokens: true
	})
);
console.log(parseArgs({ args: ['--no-all', '--all'], options, allowNegative: true, tokens: true }).tokens);
attempt('type', () => parseArgs({ options: { x: { type: 'number' } } }));
attempt('short', () => parseArgs({ options: { x: { type: 'string', short: 'xy' } } }));
attempt('default', () => parseArgs({ options: { x: { type: 'boolean', default: 'x' } } }));
attempt('default list', () => parseArgs({ options: { x: { type: 'string', default: ['x'] } } }));
attempt('args', () => parseArgs({ args: 'x' }));
attempt('own defaults', () => ({
	...parseArgs({ args: [], options: { x: { type: 'string', multiple: true, default: ['a', 'b'] } } }).values
}));
attempt('process', () => parseArgs().positionals);
