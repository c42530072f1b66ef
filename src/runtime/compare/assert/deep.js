const assert = require('node:assert');
const attempts = [
	() => assert.deepStrictEqual({ a: 1, b: [1, 2, 3] }, { a: 1, b: [1, 2, 4] }),
	() => assert.strictEqual(1, 2),
	() => assert.strictEqual('a\nb\nc', 'a\nb\nd'),
	() => assert.equal(1, 2, 'own message'),
	() => assert.deepEqual([1, 2, [3]], [1, 2, [4]]),
	() => assert.notStrictEqual(1, 1),
	() => assert.notDeepStrictEqual({ a: 1 }, { a: 1 }),
	() => assert.throws(() => {}),
	() =>
		assert.throws(
			() => {
				throw new TypeError('x');
			},
			{ message: 'y' }
		),
	() =>
		assert.throws(() => {
			throw new Error('x');
		}, /z/),
	() =>
		assert.doesNotThrow(() => {
			throw new Error('did');
		}),
	() => assert.match('abc', /x/),
	() => assert.doesNotMatch('abc', /b/),
	() => assert.fail(),
	() => assert.ifError(new Error('was')),
	() => assert.deepStrictEqual(new Map([[1, { a: 1 }]]), new Map([[1, { a: 2 }]])),
	() => assert.deepStrictEqual(new Set([1]), new Set([2])),
	() => assert.deepStrictEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [1, 2, 3, 4, 5, 6, 7, 8, 9, 11]),
	() => assert.strictEqual(NaN, 0),
	() => assert.deepStrictEqual(new Date(0), new Date(1)),
	() => assert.deepEqual({ a: 1 }, { a: '1' }),
	() => assert.deepStrictEqual(-0, 0)
];
for (const [index, attempt] of attempts.entries())
	try {
		attempt();
		console.log(index, 'passes');
	} catch (error) {
		console.log(index, error.name, error.code, error.generatedMessage, error.operator, `\n${error.message}`);
	}
assert.rejects(Promise.resolve(1)).catch((error) => console.log(error.message));
assert.rejects(Promise.reject(new Error('r')), /r/).then(() => console.log('rejected'));
