// console.table, group, count, time, assert, dir, trace over streams of one's own.
const { Console } = require('node:console');
const { Writable } = require('node:stream');
const { attempt } = require('../help.cjs');
console.table([
	{ a: 1, b: 'x' },
	{ a: 2, c: true }
]);
console.table(
	[
		[1, 2],
		[3, 4, 5]
	],
	['0', '2']
);
console.table(
	new Map([
		['k', { v: 1 }],
		['l', 2]
	])
);
console.table(new Set(['a', { b: 1 }]));
console.table({ row: { 'ü €': '漢字' }, other: { 'ü €': 'x' } });
console.table('text');
console.table([]);
console.table([1, 'two', null, undefined, Symbol('s')]);
console.table([{ nested: { deep: { er: 1 } }, list: [1, 2] }]);
attempt('columns', () => console.table([1], 5));
console.group('outer', 1);
console.info('inside\ntwo lines');
console.group();
console.warn('deeper');
console.table([{ x: 1 }]);
console.groupEnd();
console.dir({ a: { b: { c: { d: 1 } } } }, { depth: 0 });
console.groupEnd();
console.groupEnd();
console.log('outside');
console.count();
console.count('named');
console.count();
console.countReset();
console.count();
console.countReset('never counted');
console.assert(true, 'not shown');
console.assert(false);
console.assert(0, 'shown %s', 'here', { a: 1 });
console.assert(null, { only: 'object' });
console.dirxml({ a: 1 }, [2]);
console.debug('%c styled', 'color: red', 'rest');
console.log('%s %d %i %f %j %o %O %%', 'a', 1.5, 1.5, '2.5', { j: 1 }, [1], { o: 1 }, 'more');
console.timeEnd('none');
console.timeLog('none');
const lines = [];
const own = new Console({
	stdout: new Writable({ write: (part, _, done) => (lines.push(String(part)), done()) }),
	inspectOptions: { compact: false },
	groupIndentation: 4,
	colorMode: true
});
own.log({ a: 1 });
own.group();
own.log('in', true);
own.time('t');
own.timeEnd('t');
console.log(lines.map((line) => line.replace(/[\d.]+m?s/, '<ms>')));
attempt('no stream', () => new Console({}));
attempt('indent', () => new Console({ stdout: process.stdout, groupIndentation: -1 }));
attempt('colours', () => new Console({ stdout: process.stdout, colorMode: 'x' }));
const failing = new Console(new Writable({ write: (part, _, done) => done(new Error('no')) }));
failing.log('ignored');
const { log } = console;
log('detached');
console.log(
	console.log.name,
	Object.prototype.toString.call(console),
	console instanceof Console,
	typeof console.Console,
	Object.keys(console).length
);
