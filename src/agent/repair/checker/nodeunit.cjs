// Tests that a file exports, as nodeunit has them: functions that take a test, in objects that group them. A test ends at its first
// failed assertion.
'use strict';

const assert = require('node:assert');
const { isSame } = require('./same.cjs');

const HOOKS = { setUp: 'beforeEach', tearDown: 'afterEach' };

/** What `require('nodeunit')` gives; a test file may add assertions of its own. */
exports.nodeunitFor = () => ({ assert: { ...ASSERTIONS }, testCase: (group) => group });

/** Adds the tests among what a test file exports; none where something in it is neither a test nor a group. */
exports.addExported = function addExported(collector, exported, { assert: assertions }) {
	if (isGroup(exported)) addGroup(collector, exported, assertions);
};

function isGroup(value) {
	if (value === null || typeof value !== 'object' || Array.isArray(value)) return false;
	const inside = Object.values(value);
	return inside.length > 0 && inside.every((one) => isTest(one) || isGroup(one));
}

function isTest(value) {
	return typeof value === 'function' && value.length > 0;
}

function addGroup(collector, group, assertions) {
	for (const [name, value] of Object.entries(group))
		if (Object.hasOwn(HOOKS, name)) collector.hook(HOOKS[name], (context) => callHook(value, context));
		else if (isTest(value)) collector.add(name, (_id, context) => callTest(value, context, assertions));
		else collector.open(name, () => addGroup(collector, value, assertions));
}

function callHook(body, context) {
	return new Promise((resolve, reject) => {
		body.call(context, (error) => (error ? reject(error) : resolve()));
	});
}

function callTest(body, context, assertions) {
	return new Promise((resolve, reject) => {
		let [expected, seen] = [-1, 0];
		const counted =
			(assertion) =>
			(...given) => {
				seen += 1;
				try {
					return assertion(...given);
				} catch (error) {
					reject(error);
					throw error;
				}
			};
		const test = Object.fromEntries(Object.entries(assertions).map(([name, one]) => [name, counted(one)]));
		test.expect = (count) => {
			expected = count;
		};
		test.done = (error) => {
			if (error) reject(error);
			else if (expected >= 0 && seen !== expected)
				reject(new Error(`${expected} assertions were expected, ${seen} made`));
			else resolve();
		};
		body.call(context, test);
	});
}

const deepEqual = (actual, expected, message) =>
	assert.ok(isSame(actual, expected, false), message ?? 'the values differ');
const notDeepEqual = (actual, expected, message) =>
	assert.ok(!isSame(actual, expected, false), message ?? 'the values are the same');

const ASSERTIONS = {
	ok: assert.ok,
	equal: assert.equal,
	equals: assert.equal,
	notEqual: assert.notEqual,
	strictEqual: assert.strictEqual,
	notStrictEqual: assert.notStrictEqual,
	deepEqual,
	same: deepEqual,
	notDeepEqual,
	throws: assert.throws,
	doesNotThrow: assert.doesNotThrow,
	ifError: assert.ifError,
	fail: assert.fail
};
