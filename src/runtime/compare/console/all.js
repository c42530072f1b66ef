console.log('%s is %d', 'x', 1);
console.error('err');
console.warn({ a: 1 });
console.info([1]);
console.debug(null);
console.group('G');
console.log('in\nside');
console.groupEnd();
console.dir({ a: { b: { c: { d: 1 } } } }, { depth: 0 });
console.table([
	{ a: 1, b: 'x' },
	{ a: 2, c: true }
]);
console.table(new Map([['k', 1]]));
console.table([[1, 2]], ['0']);
console.assert(true);
console.assert(false, 'assert %s', 'text');
console.count();
console.count('x');
console.countReset();
console.count();
console.timeEnd('never');
console.trace('here');
