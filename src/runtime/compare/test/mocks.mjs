// node: --test-reporter=dot
// Mocked functions, methods, getters, timers, dates.
import { mock, test } from 'node:test';
import assert from 'node:assert';
import { setTimeout as wait } from 'node:timers/promises';
const say = (...parts) => console.error(...parts);
test('functions', () => {
	const add = mock.fn(
		(a, b) => a + b,
		(a, b) => a * b,
		{ times: 2 }
	);
	say(
		add(2, 3),
		add(2, 3),
		add(2, 3),
		add.mock.callCount(),
		add.mock.calls.map(({ arguments: args, result }) => [args, result])
	);
	add.mock.mockImplementationOnce(() => 'once');
	say(add(1, 1), add(1, 1));
	add.mock.mockImplementation(() => 'changed');
	say(add(1, 1), add.mock.calls.at(-1).this, add.name, add.length);
	add.mock.resetCalls();
	say(add.mock.callCount());
	const bad = mock.fn(() => {
		throw new Error('thrown');
	});
	assert.throws(bad, /thrown/);
	say(bad.mock.calls[0].error.message, bad.mock.calls[0].result);
	const Made = mock.fn(
		class Real {
			constructor(x) {
				this.x = x;
			}
		}
	);
	say(new Made(5).x, typeof Made.mock.calls[0].target);
	assert.throws(() => mock.fn(5));
	assert.throws(() => mock.fn(() => {}, { times: 0 }));
});
test('methods', () => {
	const object = {
		value: 2,
		twice() {
			return this.value * 2;
		},
		get half() {
			return this.value / 2;
		},
		set half(x) {
			this.value = x * 2;
		}
	};
	const twice = mock.method(object, 'twice', function () {
		return this.value * 20;
	});
	const half = mock.getter(object, 'half', () => 'mocked');
	say(object.twice(), object.half, twice.mock.callCount(), half.mock.callCount());
	twice.mock.restore();
	say(object.twice());
	mock.restoreAll();
	say(object.half);
	const setter = mock.setter(object, 'half', function (x) {
		this.value = x;
	});
	object.half = 7;
	say(object.value, setter.mock.calls[0].arguments);
	assert.throws(() => mock.method(object, 'nothing'));
	mock.reset();
});
test('timers', (t) => {
	t.mock.timers.enable({ apis: ['setTimeout', 'setInterval', 'Date', 'setImmediate'], now: 1000 });
	const seen = [];
	setTimeout((x) => seen.push(x, Date.now()), 50, 'timeout');
	const interval = setInterval(() => seen.push('interval'), 20);
	setImmediate(() => seen.push('immediate'));
	t.mock.timers.tick(40);
	say(seen, Date.now(), new Date().toISOString());
	t.mock.timers.tick(10);
	clearInterval(interval);
	t.mock.timers.runAll();
	t.mock.timers.setTime(5000);
	say(seen, Date.now(), new Date(5) instanceof Date, typeof Date());
	t.mock.timers.reset();
	say(Date.now() > 1e12);
	assert.throws(
		() => t.mock.timers.tick(1),
		(error) => (say(error.code, error.message), true)
	);
	assert.throws(
		() => t.mock.timers.enable({ apis: ['odd'] }),
		(error) => (say(error.code), true)
	);
});
test('promised timers', async (t) => {
	t.mock.timers.enable({ apis: ['setTimeout'] });
	const promise = wait(100, 'waited');
	t.mock.timers.tick(100);
	say(await promise);
});
test('restored after each test', (t) => {
	t.mock.method(Math, 'random', () => 0.5);
	say(Math.random());
});
test('indeed', () => say(Math.random() === 0.5));
