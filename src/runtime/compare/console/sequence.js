// stdout and stderr in the order they were written, with console methods replaced and restored.
const { log, error } = console;
const kept = [];
console.log = (...args) => kept.push(args);
console.log('caught', 1);
console.info('info is not log');
console.log = log;
console.log(kept);
const write = process.stdout.write;
let text = '';
process.stdout.write = (part, ...rest) => (
	(text += part),
	typeof rest.at(-1) === 'function' && rest.at(-1)(),
	true
);
console.log('taken %s', 'away');
console.table([1]);
process.stdout.write = write;
console.log(JSON.stringify(text));
error.call(null, 'unbound');
for (const name of [
	'log',
	'info',
	'debug',
	'warn',
	'error',
	'trace',
	'dir',
	'group',
	'groupCollapsed',
	'groupEnd',
	'table',
	'count',
	'time',
	'profile',
	'timeStamp',
	'context'
])
	console.log(name, typeof console[name]);
console.groupCollapsed('%s group', 'collapsed');
console.error('in group on stderr');
console.groupEnd();
console.dir({ a: { b: { c: {} } } }, { depth: 0, colors: false });
console.log('%s', Symbol('s'), '%d', '5', '%i', 5.5, '%%', '%j', {});
console.log('%d %i %f', '0x10', '12px', 'abc', -0, [-0]);
console.log('%s %s', 'only one');
console.log('%o', { f() {} });
console.log('%O', { a: { b: { c: { d: 1 } } } });
console.log(
	'%j',
	{
		toJSON() {
			throw new Error('no JSON');
		}
	} && { a: 1 }
);
console.log();
console.log('');
console.log(undefined, null, true, 5n, Symbol.iterator);
console.warn(new Error('as a warning').message);
