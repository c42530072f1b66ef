// node: --test-reporter=tap
// Tests by node:test in one file: contexts, hooks, plans, names, counts (times cut by the reporter's own lines on stderr).
const { test, describe, it, before, beforeEach, afterEach, suite } = require('node:test');
const say = (...parts) => console.error(...parts);
process.stdout.write = () => true;
beforeEach((t) => say('each', t.name));
afterEach((t) => say('after', t.name, t.passed, t.error?.message));
test('top', async (t) => {
	say(t.name, t.fullName, typeof t.signal.aborted, Object.keys(t.assert).length > 10);
	t.diagnostic('told');
	await t.test('sub', { only: false }, (s) => say(s.fullName));
	await Promise.all([t.test('one', async () => say('one')), t.test('two', async () => say('two'))]);
});
test('planned', (t) => {
	t.plan(2);
	t.assert.strictEqual(1, 1);
	t.assert.ok(true);
});
suite('suite', () => {
	before(() => say('before suite'));
	it('in suite', function (t) {
		say(t.fullName, this === undefined);
	});
	describe('deeper', { concurrency: 2 }, () => {
		it('a', () => say('a'));
		it('b', () => say('b'));
	});
});
test('aborts', { signal: AbortSignal.abort() }, () => say('never'));
test('waits', async (t) => say(await t.waitFor?.(() => 'came', { interval: 1 })));
test('last', (t) => {
	t.after(() => say('after hook of last'));
	t.before?.(() => {});
});
process.on('exit', (code) => say('exit', code));
