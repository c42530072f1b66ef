const { test, describe, it, before, after } = require('node:test');
const assert = require('node:assert');
test('passes', () => {});
test('fails', () => assert.strictEqual(1, 2));
test('compares', () => assert.deepStrictEqual({ a: 1, list: [1, 2, 3] }, { a: 1, list: [1, 2, 4] }));
test('throws text', () => {
	throw 'only a text';
});
test('skipped', { skip: 'not today' }, () => assert.fail('never'));
test('to do', { todo: 'some day' }, () => assert.fail('expected to fail'));
test('says', (t) => {
	t.diagnostic('a remark');
	t.skip('while running');
});
test('with subtests', async (t) => {
	await t.test('inner passes', () => {});
	await t.test('inner fails', async () => {
		await null;
		throw new TypeError('inner', { cause: new Error('why') });
	});
});
describe('a suite', () => {
	before(() => {});
	after(() => {});
	it('is quick', () => {});
	it('is late', (t, done) => setImmediate(done));
	it('calls back badly', (t, done) => done(new Error('called back')));
	describe('nested', () => {
		it.todo('thought of');
		it.skip('left out', () => {});
	});
});
test('name with # and \\ and "quotes"', () => {});
test('plans', (t) => {
	t.plan(2);
	t.assert.ok(1);
});
