// deprecate, inherits, callbackify, promisify, debuglog, aborted, MIME types, getCallSites.
const util = require('node:util');
const { attempt, attemptLater } = require('../help.cjs');
const warnings = [];
process.on('warning', ({ name, code, message }) => warnings.push([name, code, message]));
const [one, two] = [
	util.deprecate(() => 1, 'one is old', 'DEP_A'),
	util.deprecate(
		class Old {
			x = 2;
		},
		'class is old',
		'DEP_A'
	)
];
console.log(one(), one(), new two().x, one.name, one.length);
attempt('code', () => util.deprecate(() => {}, 'x', 5));
attempt('inherits', () => util.inherits(function () {}, {}));
attempt('inherits null', () => util.inherits(null, class {}));
attempt('callbackify', () => util.callbackify('x'));
const called = util.callbackify(async function (a, b) {
	if (a === 'null') throw null;
	if (a === 'error') throw new TypeError(b);
	return [a, b, this?.me];
});
console.log(called.name, called.length);
attempt('no callback', () => called(1));
called.call({ me: 'this' }, 1, 2, (...args) => console.log(args));
called('null', 0, (error) => console.log(error.message, error.code, error.reason));
called('error', 'told', (error, value) => console.log(error.message, value));
const several = util.promisify((a, done) => done(null, a, 'second'));
const custom = Object.assign(() => {}, { [util.promisify.custom]: async (x) => `custom ${x}` });
attempt('promisify', () => util.promisify(5));
attempt('custom', () => util.promisify({ [util.promisify.custom]: 1 }));
(async () => {
	console.log(
		await several('first'),
		await util.promisify(custom)('y'),
		util.promisify(custom) === custom[util.promisify.custom]
	);
	const object = {
		value: 3,
		method(done) {
			done(null, this.value);
		}
	};
	console.log(await util.promisify(object.method).call(object));
	await attemptLater('throws', () =>
		util.promisify(() => {
			throw new RangeError('at once');
		})()
	);
	await attemptLater('promise', () => util.promisify(async () => {}).name);
	const control = new AbortController();
	const watched = {};
	util.aborted(control.signal, watched).then(() => console.log('aborted'));
	control.abort();
	await attemptLater('aborted', () => util.aborted('x', {}));
	const type = new util.MIMEType('Text/HTML; charset="utf-8"; a=b c');
	console.log(
		String(type),
		type.type,
		type.subtype,
		type.essence,
		[...type.params],
		type.params.get('charset'),
		type
	);
	type.params.set('x', 'needs "quotes"');
	type.subtype = 'plain';
	console.log(String(type), JSON.stringify(type));
	for (const bad of ['', 'text', 'text/', '/html', 'te xt/html', 5])
		attempt(String(bad), () => new util.MIMEType(bad));
	function deep() {
		return util.getCallSites(2).map(({ functionName, lineNumber }) => [functionName, lineNumber]);
	}
	console.log(deep().length, deep()[0][0]);
	console.log(
		util.getSystemErrorName(-13),
		util.getSystemErrorMessage?.(-2),
		util.getSystemErrorMap().size > 50
	);
	attempt('error name', () => util.getSystemErrorName(5));
	console.log(
		util.toUSVString('a\ud800b'),
		util.isArray([]),
		util.transferableAbortSignal.name,
		util.debug === util.debuglog
	);
	console.log(util.inspect(util.parseEnv('A=1\nB="two words"\n#no\nC=\'x # y\' # z\nexport D=4\nE=`a\nb`')));
	console.log(warnings);
})();
