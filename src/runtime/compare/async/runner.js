// node: --test-reporter=dot
// One test's store is not seen by the next.
const assert = require('assert');
const { AsyncLocalStorage } = require('async_hooks');
const { describe, it, beforeEach } = require('node:test');

const storage = new AsyncLocalStorage();
describe('stores', { concurrency: false }, () => {
	beforeEach(() => assert.equal(storage.getStore(), undefined));
	for (let index = 0; index < 3; index++)
		it(`test ${index}`, async () => {
			assert.equal(storage.getStore(), undefined);
			await storage.run(index, async () => {
				await new Promise((resolve) => setImmediate(resolve));
				assert.equal(storage.getStore(), index);
				await assert.rejects(
					async () => {
						await null;
						throw new Error(String(storage.getStore()));
					},
					new Error(String(index))
				);
				assert.equal(storage.getStore(), index);
			});
			assert.equal(storage.getStore(), undefined);
		});
});
process.on('exit', (code) => console.log('exit', code));
