// parseArgs, styleText, stripVTControlCharacters, deprecate, inherits, types, getSystemErrorName, toUSVString.
const util = require('util');
const options = {
	verbose: { type: 'boolean', short: 'v' },
	name: { type: 'string', short: 'n', multiple: true },
	size: { type: 'string', default: '1' }
};
for (const args of [
	['-v', '--name', 'a', '-nb', 'rest'],
	['--name=x', '--', '-v'],
	['-vn', 'c'],
	['--no-verbose'],
	['--nope'],
	['--name'],
	['--verbose=1'],
	['-x']
])
	try {
		console.log(args, util.parseArgs({ args, options, allowPositionals: true, allowNegative: true }));
	} catch (error) {
		console.log(args, error.code, error.message);
	}
console.log(util.parseArgs({ args: ['a', '--b', '-c'], strict: false, tokens: true }));
console.log(
	JSON.stringify(util.styleText('red', 'x', { validateStream: false })),
	util.stripVTControlCharacters('\u001b[31mred\u001b[0m'),
	util.toUSVString('a\ud800'),
	util.getSystemErrorName(-2),
	util.getSystemErrorMap().get(-13)
);
console.log(
	util.types.isDate(new Date()),
	util.types.isProxy(new Proxy({}, {})),
	util.types.isGeneratorFunction(function* () {}),
	util.types.isModuleNamespaceObject({}),
	util.types.isBoxedPrimitive(Object(1n)),
	util.types.isArgumentsObject(
		(function () {
			return arguments;
		})()
	)
);
const old = util.deprecate(() => 1, 'old is old', 'DEP_X');
process.on('warning', (warning) => console.log(warning.name, warning.code, warning.message));
console.log(old(), old());
console.log(
	util.isDeepStrictEqual(new Map([[{ a: 1 }, 2]]), new Map([[{ a: 1 }, 2]])),
	util.isDeepStrictEqual([0], [-0]),
	util.isDeepStrictEqual(new Set([[1]]), new Set([[1]]))
);
const abort = new AbortController();
util.aborted(abort.signal, {}).then(() => console.log('aborted'));
abort.abort();
