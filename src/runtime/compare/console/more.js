console.log(
	'%s is %d years and %i, %f, %j %o %O %%',
	'Bob',
	42,
	42.9,
	1.5,
	{ a: 1 },
	{ b: [1] },
	{ c: { d: { e: {} } } }
);
console.error('to stderr %s', 'x');
console.table([
	{ a: 1, b: 'x' },
	{ a: 2, c: true }
]);
console.table(
	[
		[1, 2],
		[3, 4]
	],
	['1']
);
console.table(new Map([['k', 1]]));
console.table('plain');
console.group('outer');
console.log('in\nside');
console.group();
console.info('deeper');
console.groupEnd();
console.groupEnd();
console.dir({ a: { b: { c: { d: 1 } } } }, { depth: 0 });
console.assert(true, 'not shown');
console.assert(false, 'shown %s', 'so');
console.assert(false);
console.count();
console.count('x');
console.count();
console.countReset();
console.count();
console.countReset('none');
console.timeEnd('none');
console.trace === undefined;
console.debug('debug', new Error('e').message);
console.warn();
const { Console } = require('node:console');
const { Writable } = require('node:stream');
const own = new Console({
	stdout: new Writable({
		write(chunk, _, done) {
			process.stdout.write(`own: ${chunk}`);
			done();
		}
	}),
	inspectOptions: { depth: 0 },
	groupIndentation: 4
});
own.group('g');
own.log({ a: { b: 1 } });
console.log(console instanceof Console, Object.keys(console).includes('table'), console.log.name);
