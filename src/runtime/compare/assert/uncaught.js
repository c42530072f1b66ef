const assert = require('node:assert');
function check() {
	assert.deepStrictEqual({ a: 1, list: ['x'] }, { a: 2, list: ['x'] });
}
check();
