// throws, rejects, match, ifError, fail and ok: what passes and how they fail.
const assert = require('node:assert');
const told = async (label, action) => {
	try {
		console.log(label, 'passes', await action());
	} catch (error) {
		console.log(
			`--- ${label}: ${error.name} ${error.code} ${error.generatedMessage} ${error.operator}\n${error.message}`
		);
	}
};
const bad = () => {
	throw Object.assign(new TypeError('Wrong value'), { code: 'E_BAD', info: { a: 1 } });
};
(async () => {
	await told('plain', () => assert.throws(bad));
	await told('class', () => assert.throws(bad, TypeError));
	await told('other class', () => assert.throws(bad, RangeError));
	await told('pattern', () => assert.throws(bad, /^TypeError: Wrong value$/));
	await told('other pattern', () => assert.throws(bad, /right/));
	await told('object', () => assert.throws(bad, { name: 'TypeError', code: 'E_BAD', info: { a: 1 } }));
	await told('patterns in object', () => assert.throws(bad, { message: /Wrong/ }));
	await told('other object', () => assert.throws(bad, { message: 'Right value', code: 'E_BAD' }));
	await told('missing property', () => assert.throws(bad, { nothing: 1 }));
	await told('error', () => assert.throws(bad, new TypeError('Wrong value')));
	await told('function', () => assert.throws(bad, (error) => error.code === 'E_BAD'));
	await told('function says no', () => assert.throws(bad, () => false));
	await told('nothing thrown', () => assert.throws(() => {}));
	await told('nothing thrown, class', () => assert.throws(() => {}, TypeError, 'own words'));
	await told('message as second', () => assert.throws(bad, 'Wrong value'));
	await told('empty object', () => assert.throws(bad, {}));
	await told('no function', () => assert.throws('x'));
	await told('does not throw', () => assert.doesNotThrow(bad, 'it should not'));
	await told('rejects', () => assert.rejects(async () => bad(), TypeError));
	await told('rejects promise', () => assert.rejects(Promise.reject(new Error('x')), { message: 'x' }));
	await told('resolves instead', () => assert.rejects(Promise.resolve(1)));
	await told('no promise', () => assert.rejects(() => 5));
	await told('does not reject', () => assert.doesNotReject(Promise.reject(new Error('did'))));
	await told('match', () => assert.match('text', /TEXT/));
	await told('match number', () => assert.match(5, /5/));
	await told('does not match', () => assert.doesNotMatch('text', /ex/));
	await told('no pattern', () => assert.match('text', 'text'));
	await told('if error null', () => assert.ifError(null));
	await told('if error', () => assert.ifError(new Error('told')));
	await told('if error text', () => assert.ifError('text'));
	await told('fail', () => assert.fail());
	await told('fail with message', () => assert.fail('given'));
	await told('fail with error', () => assert.fail(new SyntaxError('given')));
	await told('ok', () => assert.ok(0 || ''));
	await told('assert', () => assert(null, undefined));
	await told('no argument', () => assert.ok());
	await told('strict', () => assert.strict.equal(1, '1'));
	console.log(
		assert.strict === assert.strict.strict,
		assert.AssertionError.name,
		Object.keys(assert).sort().join()
	);
	const error = new assert.AssertionError({ actual: 1, expected: 2, operator: 'strictEqual' });
	console.log(
		error.message,
		error.name,
		error.actual,
		error.expected,
		error instanceof Error,
		Object.keys(error)
	);
	await told('constructor', () => new assert.AssertionError('x'));
	const tracker = assert.CallTracker && new assert.CallTracker();
	console.log(typeof tracker);
})();
