// node: --test-reporter=dot
const test = require('node:test');
test('good', () => {});
test('bad', () => {
	throw new Error('it failed');
});
test('plan', (t) => {
	t.plan(1);
});
