const { test } = require('node:test');
const assert = require('node:assert');
const { size } = require('./lib-counted.cjs');

test('sizes', () => {
	assert.strictEqual(size([]), 'none');
	assert.strictEqual(size([0, 2]), 'has 2');
});
