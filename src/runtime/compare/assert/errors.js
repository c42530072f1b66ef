const assert = require('node:assert');
const attempts = {
	equal: () => assert.equal(1, 2),
	strictText: () => assert.strictEqual('a\nb\nc', 'a\nx\nc'),
	strictNumber: () => assert.strictEqual(1, 2, 'own message'),
	strictError: () => assert.strictEqual(1, 2, new TypeError('own error')),
	notStrict: () => assert.notStrictEqual(1, 1),
	deep: () => assert.deepStrictEqual({ a: 1, b: [1, 2, { c: 3 }] }, { a: 1, b: [1, 2, { c: 4 }] }),
	deepType: () => assert.deepStrictEqual([1, '2'], [1, 2]),
	deepLoose: () => assert.deepEqual({ a: 1 }, { a: 2 }),
	deepMap: () => assert.deepStrictEqual(new Map([[1, { a: 1 }]]), new Map([[1, { a: 2 }]])),
	deepSet: () => assert.deepStrictEqual(new Set([1, 2]), new Set([1, 3])),
	deepProto: () => assert.deepStrictEqual(Object.create(null), {}),
	deepDate: () => assert.deepStrictEqual(new Date(0), new Date(1)),
	notDeep: () => assert.notDeepStrictEqual({ a: 1 }, { a: 1 }),
	throwsNothing: () => assert.throws(() => {}),
	throwsOther: () =>
		assert.throws(() => {
			throw new TypeError('a');
		}, /b/),
	throwsObject: () =>
		assert.throws(
			() => {
				throw new TypeError('a');
			},
			{ name: 'TypeError', message: 'b' }
		),
	throwsClass: () =>
		assert.throws(() => {
			throw new Error('a');
		}, TypeError),
	doesNotThrow: () =>
		assert.doesNotThrow(() => {
			throw new Error('was thrown');
		}),
	match: () => assert.match('abc', /x/),
	doesNotMatch: () => assert.doesNotMatch('abc', /b/),
	fail: () => assert.fail(),
	failText: () => assert.fail('said'),
	ifError: () => assert.ifError(new Error('first')),
	long: () =>
		assert.deepStrictEqual(
			Array.from({ length: 40 }, (_, i) => i),
			Array.from({ length: 40 }, (_, i) => (i === 20 ? 'x' : i))
		),
	longText: () => assert.strictEqual('x'.repeat(200), 'x'.repeat(199) + 'y'),
	partial: () => assert.partialDeepStrictEqual?.({ a: 1, b: 2 }, { a: 2 })
};
for (const [name, run] of Object.entries(attempts)) {
	try {
		run();
		console.log(name, 'passed');
	} catch (error) {
		console.log(
			`${name}: ${error.name} ${error.code} ${error.operator} ${error.generatedMessage}\n${error.message}`
		);
	}
}
assert.rejects(Promise.resolve(1)).catch((error) => console.log(error.message));
assert.rejects(Promise.reject(new Error('r')), /r/).then(() => console.log('rejected as wanted'));
assert.doesNotReject(Promise.reject(new Error('r'))).catch((error) => console.log(error.message));
console.log(
	assert.strict === assert.strict.strict,
	assert.strict.equal === assert.strictEqual,
	new assert.AssertionError({ actual: 1, expected: 2, operator: 'strictEqual' }).message
);
