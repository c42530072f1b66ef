const util = require('node:util');
const same = util.isDeepStrictEqual;
console.log(
	same({ a: [1, new Set([{ b: 1 }])] }, { a: [1, new Set([{ b: 1 }])] }),
	same([1], ['1']),
	same(new Map([[{}, 1]]), new Map([[{}, 1]])),
	same(NaN, NaN),
	same(0, -0)
);
console.log(
	util.types.isProxy(new Proxy({}, {})),
	util.types.isGeneratorFunction(function* () {}),
	util.types.isAsyncFunction(async () => {}),
	util.types.isArgumentsObject(
		(function () {
			return arguments;
		})()
	)
);
console.log(
	util.types.isBoxedPrimitive(Object('x')),
	util.types.isMapIterator(new Map().keys()),
	util.types.isExternal({}),
	util.types.isModuleNamespaceObject({}),
	util.types.isNativeError(new TypeError())
);
console.log(
	util.inherits.length,
	util.callbackify(async () => 1).length,
	util.deprecate(() => 7, 'old', 'DEP1')()
);
util.callbackify(async () => {
	throw null;
})((error) => console.log(error.code, error.reason));
console.log(
	util.parseArgs({
		args: ['-f', '--bar', 'b', 'pos'],
		options: { foo: { type: 'boolean', short: 'f' }, bar: { type: 'string' } },
		allowPositionals: true
	})
);
console.log(util.getSystemErrorName(-2), util.toUSVString('a\ud800'), util.stripVTControlCharacters('x'));
