// node: --test-reporter=dot
const { test } = require('node:test');
const assert = require('node:assert');
test('fake time', (t) => {
	t.mock.timers.enable({ apis: ['setTimeout', 'Date'] });
	let called = 0;
	setTimeout(() => called++, 1000);
	t.mock.timers.tick(999);
	assert.equal(called, 0);
	t.mock.timers.tick(1);
	assert.equal(called, 1);
	assert.equal(Date.now(), 1000);
});
