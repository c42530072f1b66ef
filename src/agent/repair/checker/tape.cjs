// As much of tape's and tap's interface as tests use. A test ends at its first failed assertion.
'use strict';

const { inspect } = require('node:util');
const { isSame } = require('./same.cjs');

class Failure extends Error {}
exports.Failure = Failure;

const skip = () => undefined;

/** `suite.add(title, run)` takes the tests. */
exports.tapeFor = function tapeFor(suite) {
	const test = (...given) => {
		const { title, options, body } = read(given);
		if (options.skip || !body) return;
		suite.add(title, (id) => runTest(body, id, suite.inner));
	};
	return Object.assign(test, {
		test,
		only: test,
		skip,
		onFinish: skip,
		onFailure: skip,
		createStream: () => ({ on: skip, pipe: skip }),
		createHarness: () => test,
		getHarness: () => test,
		teardown: skip,
		default: test
	});
};

function read(given) {
	const title = given.find((value) => typeof value === 'string') ?? '(anonymous)';
	const body = given.find((value) => typeof value === 'function');
	const options = given.find((value) => value !== null && typeof value === 'object') ?? {};
	return { title, options, body };
}

function runTest(body, id, within) {
	const restore = [];
	const ended = new Promise((resolve, reject) => {
		const t = contextOf(resolve, reject, { id, within, restore });
		const result = body.call(t, t);
		if (typeof result?.then === 'function') result.then(() => t.end(), reject);
		else t.endAfterInner();
	});
	return ended.finally(async () => {
		for (const put of restore.reverse()) await put();
	});
}

function contextOf(resolve, reject, { id, within, restore }) {
	const ids = new Map();
	let [planned, seen, ended, inner] = [-1, 0, false, Promise.resolve()];
	const finish = () => {
		if (ended) return;
		ended = true;
		inner.then(resolve, reject);
	};
	const check = (ok, what) => {
		seen += 1;
		if (!ok) {
			const failure = new Failure(within.isTerse ? 'failed' : what());
			reject(failure);
			throw failure;
		}
		if (planned === seen) finish();
		return true;
	};
	const t = assertions(check);
	t.plan = (count) => {
		planned = count;
		if (count === 0) finish();
	};
	t.end = (error) => {
		if (error) check(false, () => `not ended well: ${inspect(error)}`);
		if (planned >= 0 && seen !== planned) check(false, () => `planned ${planned} assertions, made ${seen}`);
		finish();
	};
	// A test that does nothing but hold others ends with the last of them.
	// https://github.com/tape-testing/tape#ttestname-opts-cb
	t.endAfterInner = () => {
		if (ids.size > 0 && planned < 0 && seen === 0) finish();
	};
	t.test = (...given) => {
		const { title, options, body } = read(given);
		if (options.skip || !body) return inner;
		const count = (ids.get(title) ?? 0) + 1;
		ids.set(title, count);
		const own = `${id} > ${title}${count > 1 ? ` #${count}` : ''}`;
		inner = inner
			.then(() => within.run(own, () => runTest(body, own, within)))
			.then(() => void (planned >= 0 && check(true)));
		inner.catch(reject);
		return inner;
	};
	// https://github.com/tape-testing/tape#tinterceptobj-property-desc--strictmode-true-
	t.intercept = (object, key, descriptor = {}) => {
		const before = Object.getOwnPropertyDescriptor(object, key);
		Object.defineProperty(object, key, { configurable: true, ...descriptor });
		restore.push(() =>
			before ? Object.defineProperty(object, key, before) : Reflect.deleteProperty(object, key)
		);
		return () => [];
	};
	t.teardown = (put) => void restore.push(put);
	t.comment = skip;
	t.timeoutAfter = skip;
	t.skip = skip;
	return t;
}

function assertions(check) {
	const shown = (actual, expected) => () => `expected ${inspect(expected)}, got ${inspect(actual)}`;
	const t = {
		ok: (value) => check(Boolean(value), shown(value, true)),
		notOk: (value) => check(!value, shown(value, false)),
		equal: (actual, expected) =>
			check(Object.is(actual, expected) || actual === expected, shown(actual, expected)),
		notEqual: (actual, expected) =>
			check(actual !== expected, () => `expected another value than ${inspect(expected)}`),
		deepEqual: (actual, expected) => check(isSame(actual, expected, true), shown(actual, expected)),
		deepLooseEqual: (actual, expected) => check(isSame(actual, expected, false), shown(actual, expected)),
		notDeepEqual: (actual, expected) =>
			check(!isSame(actual, expected, true), () => `expected another value`),
		pass: () => check(true),
		fail: (message) => check(false, () => String(message ?? 'failed')),
		error: (value) => check(!value, () => `expected no error, got ${inspect(value)}`),
		match: (text, pattern) => check(pattern.test(text), () => `${inspect(text)} does not match ${pattern}`),
		doesNotMatch: (text, pattern) => check(!pattern.test(text), () => `${inspect(text)} matches ${pattern}`),
		throws: (body, expected) => check(throws(body, expected), () => 'expected it to throw'),
		doesNotThrow: (body) => check(!throws(body), () => 'expected it not to throw')
	};
	const names = {
		ok: ['true', 'assert'],
		notOk: ['false', 'notok'],
		equal: ['equals', 'isEqual', 'is', 'strictEqual', 'strictEquals'],
		notEqual: ['notEquals', 'isNot', 'not', 'notStrictEqual', 'isNotEqual', 'doesNotEqual', 'isInequal'],
		deepEqual: ['deepEquals', 'isEquivalent', 'same', 'strictSame'],
		deepLooseEqual: ['looseEqual', 'looseEquals'],
		notDeepEqual: ['notDeepEquals', 'notSame', 'isNotDeepEqual', 'notEquivalent'],
		error: ['ifError', 'ifErr', 'iferror']
	};
	for (const [name, one] of Object.entries(t))
		t[name] = (...given) => (isLeftOut(given) ? check(true) : one(...given));
	for (const [name, others] of Object.entries(names)) for (const other of others) t[other] = t[name];
	return t;
}

/** `{ skip: true }` or `{ todo: true }` behind the message: what it says does not count. */
function isLeftOut(given) {
	const last = given.length > 2 ? given.at(-1) : undefined;
	return typeof last === 'object' && last !== null && Boolean(last.skip || last.todo);
}

function throws(body, expected) {
	try {
		body();
	} catch (error) {
		if (expected instanceof RegExp) return expected.test(String(error));
		return typeof expected === 'function' ? error instanceof expected : true;
	}
	return false;
}
