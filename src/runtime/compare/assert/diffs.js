// The text of failed comparisons: objects, long lists, texts of several lines, maps, errors.
const assert = require('node:assert');
const told = (label, action) => {
	try {
		action();
		console.log(label, 'passes');
	} catch (error) {
		console.log(`--- ${label}: ${error.code} ${error.generatedMessage} ${error.operator}\n${error.message}`);
	}
};
const list = (n, change) => Array.from({ length: n }, (_, at) => (at === change ? 'changed' : at));
told('numbers', () => assert.strictEqual(1, 2));
told('kinds', () => assert.strictEqual('1', 1));
told('texts', () => assert.strictEqual('a text of some length here', 'a text of some length there'));
told('lines', () => assert.strictEqual('one\ntwo\nthree', 'one\n2\nthree'));
told('many lines', () => assert.strictEqual(list(60).join('\n'), list(60, 30).join('\n')));
told('zeroes', () => assert.strictEqual(0, -0));
told('same looks', () => assert.strictEqual([1], [1]));
told('objects', () => assert.deepStrictEqual({ a: 1, b: { c: [1, 2] } }, { a: 1, b: { c: [1, 3] }, d: 4 }));
told('order of keys', () => assert.deepStrictEqual({ a: 1, b: 2 }, { b: 2, a: 1 }));
told('long lists', () => assert.deepStrictEqual(list(100), list(100, 50)));
told('missing', () => assert.deepStrictEqual([1, 2], [1, 2, 3]));
told('maps', () => assert.deepStrictEqual(new Map([['a', { b: 1 }]]), new Map([['a', { b: 2 }]])));
told('sets', () => assert.deepStrictEqual(new Set([1, { a: 1 }]), new Set([1, { a: 2 }])));
told('dates', () => assert.deepStrictEqual(new Date(0), new Date(1)));
told('patterns', () => assert.deepStrictEqual(/a/g, /a/i));
told('errors', () => assert.deepStrictEqual(new Error('a'), new Error('b')));
told('prototypes', () => assert.deepStrictEqual(Object.create(null), {}));
told('classes', () =>
	assert.deepStrictEqual(
		new (class A {
			x = 1;
		})(),
		new (class B {
			x = 1;
		})()
	)
);
told('loosely', () => assert.deepEqual({ a: 1 }, { a: '1' }));
told('loosely not', () => assert.deepEqual({ a: 1 }, { a: 2 }));
told('NaN', () => assert.deepStrictEqual([NaN], [NaN]));
told('holes', () => assert.deepStrictEqual([, 1], [undefined, 1]));
told('symbols', () => assert.deepStrictEqual({ [Symbol.for('s')]: 1 }, { [Symbol.for('s')]: 2 }));
told('rings', () => {
	const [a, b] = [{}, {}];
	a.self = a;
	b.self = b;
	b.x = 1;
	assert.deepStrictEqual(a, b);
});
told('not', () => assert.notDeepStrictEqual({ a: 1 }, { a: 1 }));
told('not strict', () => assert.notStrictEqual(5, 5));
told('equal', () => assert.equal(1, 2));
told('not equal', () => assert.notEqual(1, '1'));
told('own message', () => assert.strictEqual(1, 2, 'what I say'));
told('own error', () => assert.strictEqual(1, 2, new RangeError('mine')));
told('partly', () => assert.partialDeepStrictEqual?.({ a: 1, b: { c: 2 } }, { b: { c: 3 } }));
told('buffers', () => assert.deepStrictEqual(Buffer.from('abc'), Buffer.from('abd')));
told('boxed', () => assert.deepStrictEqual(Object(1), Object(2)));
told('functions', () => assert.deepStrictEqual([() => {}], [() => {}]));
told('long texts', () => assert.strictEqual('x'.repeat(1000), `${'x'.repeat(999)}y`));
told('undefined', () => assert.deepStrictEqual({ a: undefined }, {}));
told('deep', () =>
	assert.deepStrictEqual({ a: { b: { c: { d: { e: 1 } } } } }, { a: { b: { c: { d: { e: 2 } } } } })
);
