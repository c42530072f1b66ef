// node: --test-reporter=dot
import { describe, it, before, after, beforeEach, afterEach, mock } from 'node:test';
import assert from 'node:assert';
describe('a suite', () => {
	before(() => console.error('before'));
	after(() => console.error('after'));
	beforeEach(() => console.error('each'));
	afterEach((t) => console.error('done', t.name));
	it('first', () => assert.ok(true));
	it('calls back', (t, done) => setImmediate(done));
	it('mocks', () => {
		const f = mock.fn((x) => x + 1);
		assert.equal(f(1), 2);
		assert.equal(f.mock.callCount(), 1);
	});
	describe('nested', () => it('inner', () => {}));
});
