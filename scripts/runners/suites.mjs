/** The suites that every runner is given, written in its dialect. */

/** @typedef {'pass' | 'async' | 'fail' | 'throw' | 'reject' | 'skip' | 'hang' | 'exit'} Kind */

/** What each suite holds: title and what the test does. @type {Record<string, [string, Kind][]>} */
export const suites = {
	pass: [
		['adds', 'pass'],
		['waits', 'async']
	],
	fail: [
		['adds', 'pass'],
		['is wrong', 'fail'],
		['goes on', 'pass']
	],
	throw: [
		['throws', 'throw'],
		['rejects', 'reject'],
		['goes on', 'pass']
	],
	skip: [
		['adds', 'pass'],
		['comes later', 'skip']
	],
	hang: [
		['adds', 'pass'],
		['never ends', 'hang'],
		['goes on', 'pass']
	],
	exit: [
		['adds', 'pass'],
		['leaves', 'exit'],
		['goes on', 'pass']
	],
	many: Array.from({ length: 500 }, (_, at) => [`test ${at + 1}`, at === 249 ? 'fail' : 'pass'])
};

/** Suites that run side by side where a runner has workers. */
export const together = ['pass', 'fail', 'skip'];

/** Bodies of tests that use Node's assert, or something like it. @param {string} equal @returns {Record<Kind, string>} */
const bodies = (equal) => ({
	pass: `${equal('1 + 1', '2')};`,
	async: `await new Promise((resolve) => setTimeout(resolve, 5)); ${equal('1 + 1', '2')};`,
	fail: `${equal('1 + 1', '3')};`,
	throw: `throw new TypeError('thrown here');`,
	reject: `await Promise.reject(new RangeError('rejected here'));`,
	skip: `throw new Error('this was to be skipped');`,
	hang: `await new Promise(() => {});`,
	exit: `process.exit(7);`
});

/** @param {string} name @returns {(one: string, other: string) => string} */
const call = (name) => (one, other) => `${name}(${one}, ${other})`;
/** @type {(one: string, other: string) => string} */
const expecting = (one, other) => `expect(${one}).toBe(${other})`;

/**
 * @typedef {object} Dialect
 * @property {string} extension
 * @property {string} head
 * @property {string} foot
 * @property {(title: string, kind: Kind) => string} test
 */

/**
 * Tests that are functions given to test(title, function).
 * @param {object} options
 * @param {string} options.head
 * @param {string} options.name of the function
 * @param {string} options.skip
 * @param {(one: string, other: string) => string} options.equal
 * @param {string} [options.parameter]
 * @param {string} [options.extension]
 * @param {string} [options.foot]
 * @param {string} [options.end] what ends a test that does not wait
 * @returns {Dialect}
 */
function functions({ head, name, skip, equal, parameter = '', extension = '.test.js', foot = '', end = '' }) {
	return {
		extension,
		head,
		foot,
		test(title, kind) {
			const body = bodies(equal)[kind];
			const isAsync = /\bawait\b/.test(body);
			const last = isAsync ? '' : end;
			return `${kind === 'skip' ? skip : name}('${title}', ${isAsync ? 'async ' : ''}(${parameter}) => { ${body} ${last}});`;
		}
	};
}

/** tape 3 and 4 know no promises. @type {Dialect} */
const tape = {
	extension: '.test.js',
	head: `const test = require('tape');`,
	foot: '',
	test(title, kind) {
		/** @type {Record<Kind, string>} */
		const body = {
			...bodies(call('t.equal')),
			async: `setTimeout(() => { t.equal(1 + 1, 2); t.end(); }, 5);`,
			reject: `setTimeout(() => { throw new RangeError('thrown later'); }, 5);`,
			hang: ``
		};
		const ends = kind === 'pass' || kind === 'fail' || kind === 'skip' ? ' t.end();' : '';
		return `${kind === 'skip' ? 'test.skip' : 'test'}('${title}', (t) => { ${body[kind]}${ends} });`;
	}
};

const assert = `const assert = require('node:assert');`;

/** @type {Record<string, Dialect>} */
export const dialects = {
	nodeTest: functions({
		head: `const { test } = require('node:test');\n${assert}`,
		name: 'test',
		skip: 'test.skip',
		equal: call('assert.strictEqual')
	}),
	mocha: {
		...functions({
			head: `${assert}\ndescribe('numbers', () => {`,
			name: 'it',
			skip: 'it.skip',
			equal: call('assert.strictEqual')
		}),
		foot: '});'
	},
	jest: {
		...functions({ head: `describe('numbers', () => {`, name: 'test', skip: 'test.skip', equal: expecting }),
		foot: '});'
	},
	jasmine: {
		...functions({ head: `describe('numbers', () => {`, name: 'it', skip: 'xit', equal: expecting }),
		foot: '});'
	},
	vitest: functions({
		head: `import { test, expect } from 'vitest';`,
		name: 'test',
		skip: 'test.skip',
		equal: expecting,
		extension: '.test.mjs'
	}),
	ava: functions({
		head: `import test from 'ava';`,
		name: 'test',
		skip: 'test.skip',
		equal: call('t.is'),
		parameter: 't',
		extension: '.test.mjs'
	}),
	uvu: functions({
		head: `const { test } = require('uvu');\nconst assert = require('uvu/assert');`,
		name: 'test',
		skip: 'test.skip',
		equal: call('assert.is'),
		foot: 'test.run();'
	}),
	tape,
	tap: functions({
		head: `const { test } = require('tap');`,
		name: 'test',
		skip: 'test.skip',
		equal: call('t.equal'),
		parameter: 't',
		end: 't.end(); '
	}),
	qunit: functions({
		head: ``,
		name: 'QUnit.test',
		skip: 'QUnit.test.skip',
		equal: call('assert.equal'),
		parameter: 'assert'
	})
};

/** @param {Dialect} dialect @param {string} suite */
export function sourceOf(dialect, suite) {
	const tests = (suites[suite] ?? []).map(([title, kind]) => dialect.test(title, kind));
	return `${[dialect.head, ...tests, dialect.foot].filter(Boolean).join('\n')}\n`;
}
