const util = require('node:util');
console.log(
	util.format(
		'%s %d %i %f %j %o %O %c%% %x',
		'a',
		'42',
		4.9,
		'1.5',
		{ a: 1 },
		[1],
		{ b: { c: {} } },
		'css',
		'extra'
	)
);
console.log(
	util.format('%s %s %s %s', null, undefined, 1n, Symbol('s')),
	util.format('%s', class A {}),
	util.format('%s', {
		toString() {
			return 'own';
		}
	}),
	util.format(1, 2, '3'),
	util.format('%d', 'x'),
	util.format('%s', -0),
	util.format('a', { b: 1 })
);
console.log(
	util.inspect(
		util.parseArgs({
			args: ['-f', '--bar', 'b', 'pos'],
			options: { foo: { type: 'boolean', short: 'f' }, bar: { type: 'string' } },
			allowPositionals: true
		})
	)
);
const old = util.deprecate(() => 'called', 'old() is old', 'DEP_X');
process.once('warning', (warning) => console.log(warning.name, warning.code, warning.message));
console.log(old(), old());
console.log(
	util.types.isRegExp(/x/),
	util.types.isDate(new Date()),
	util.types.isNativeError(new TypeError()),
	util.types.isAsyncFunction(async () => {}),
	util.types.isGeneratorFunction(function* () {}),
	util.types.isProxy(new Proxy({}, {})),
	util.types.isBoxedPrimitive(Object(1)),
	util.types.isModuleNamespaceObject({}),
	util.types.isArgumentsObject([]),
	util.types.isMapIterator(new Map().keys())
);
function Old() {}
function Base() {}
Base.prototype.hi = () => 'hi';
util.inherits(Old, Base);
console.log(new Old().hi(), Old.super_ === Base);
const cb = util.callbackify(async (x) => {
	if (!x) throw null;
	return x;
});
cb(1, (error, value) => console.log(error, value));
cb(0, (error) => console.log(error.code, error.reason, error.message));
console.log(
	util.stripVTControlCharacters('\x1b[31mred\x1b[0m'),
	util.toUSVString('a\ud800'),
	util.styleText('red', 'x'),
	util.styleText(['bold', 'underline'], 'y')
);
console.log(
	util.isDeepStrictEqual({ a: [1, new Set([{ b: 1 }])] }, { a: [1, new Set([{ b: 1 }])] }),
	util.isDeepStrictEqual([1], ['1']),
	util.isArray([])
);
const debug = util.debuglog('nothing');
debug('not shown');
console.log(
	debug.enabled,
	util.getSystemErrorName(-2),
	util.getSystemErrorMap().get(-13),
	util.aborted.length
);
console.log(
	new util.TextDecoder('utf-16le').decode(Uint8Array.of(65, 0)),
	new util.TextEncoder().encodeInto('é', new Uint8Array(1)),
	new util.MIMEType('text/html; charset=UTF-8; q="a b"').toString()
);
util.promisify(setTimeout)(1, 'value').then(console.log);
util
	.promisify((a, done) => done(new Error(a)))('bad')
	.catch((error) => console.log(error.message));
const { [util.promisify.custom]: custom } = setTimeout;
console.log(typeof custom, util.inspect.defaultOptions.depth);
console.log(util.diff ? util.diff('abc', 'abd') : 'none');
