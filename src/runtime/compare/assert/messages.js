// What each assertion says.
const assert = require('assert');
const tries = [
	() => assert(0),
	() => assert.ok(false, 'mine'),
	() => assert.strictEqual(1, 2),
	() => assert.strictEqual('a\nb', 'a\nc'),
	() => assert.deepStrictEqual({ a: 1, b: [1, 2] }, { a: 1, b: [1, 3] }),
	() => assert.deepEqual([1], ['1']),
	() => assert.deepEqual({ a: 1 }, { a: 2 }),
	() => assert.notStrictEqual(1, 1),
	() => assert.notDeepStrictEqual({ a: 1 }, { a: 1 }),
	() => assert.throws(() => {}),
	() =>
		assert.throws(() => {
			throw new Error('x');
		}, /y/),
	() =>
		assert.throws(
			() => {
				throw new Error('x');
			},
			{ message: 'z' }
		),
	() =>
		assert.doesNotThrow(() => {
			throw new Error('bang');
		}),
	() => assert.match('abc', /x/),
	() => assert.doesNotMatch('abc', /b/),
	() => assert.ifError(null),
	() => assert.ifError(new Error('if')),
	() => assert.fail('f'),
	() => assert.equal(NaN, 1),
	() => assert.deepStrictEqual(new Set([1]), new Set([2])),
	() => assert.deepStrictEqual(new Map([[1, 2]]), new Map([[1, 3]])),
	() => assert.deepStrictEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [1, 2, 3, 4, 5, 6, 7, 8, 9, 11]),
	() => assert.partialDeepStrictEqual({ a: 1, b: 2 }, { b: 3 })
];
for (const run of tries)
	try {
		run();
		console.log('passed');
	} catch (error) {
		console.log(error.name, error.code, error.generatedMessage, error.operator, '\n' + error.message);
	}
assert.rejects(Promise.resolve(1)).catch((error) => console.log(error.message));
assert.doesNotReject(Promise.reject(new Error('r'))).catch((error) => console.log(error.message));
