// node: --test-reporter=dot
const test = require('node:test');
const assert = require('node:assert');
test('adds', () => assert.equal(1 + 1, 2));
test('waits', async () => new Promise((done) => setTimeout(done, 2)));
test('has parts', async (t) => {
	await t.test('one', () => {});
	await t.test('two', { skip: 'why' }, () => {});
	t.diagnostic('noted');
});
test('later', { todo: true });
process.on('exit', (code) => console.error(code));
