// Collects the tests of one file, whichever framework it speaks: mocha's two interfaces, node:test, tape, nodeunit; a file that
// registers none is a test itself.
'use strict';

const assert = require('node:assert');
const { addExported, nodeunitFor } = require('./nodeunit.cjs');
const { tapeFor } = require('./tape.cjs');

const HOOKS = { before: 'before', after: 'after', beforeEach: 'beforeEach', afterEach: 'afterEach' };
const OTHER_NAMES = {
	setup: 'beforeEach',
	teardown: 'afterEach',
	suiteSetup: 'before',
	suiteTeardown: 'after'
};

class Skipped extends Error {}
exports.Skipped = Skipped;

exports.Collector = class Collector {
	tests = [];
	outermost = makeSuite('', undefined);
	#suite = this.outermost;
	#file;
	#ids = new Map();
	/** `run(id, body)` runs a test inside another one. */
	inner;

	constructor(file, inner) {
		this.#file = file;
		this.inner = inner;
	}

	add(title, run, only = false) {
		const titles = [];
		for (let suite = this.#suite; suite.parent; suite = suite.parent) titles.unshift(suite.title);
		const id = [this.#file, ...titles, title].join(' > ');
		const count = (this.#ids.get(id) ?? 0) + 1;
		this.#ids.set(id, count);
		const own = count > 1 ? `${id} #${count}` : id;
		this.tests.push({ id: own, suite: this.#suite, run: (context) => run(own, context), only });
	}

	open(title, body) {
		const outer = this.#suite;
		this.#suite = makeSuite(title, outer);
		try {
			body.call(this.#suite.context, {});
		} finally {
			this.#suite = outer;
		}
	}

	hook(kind, run) {
		this.#suite.hooks[kind].push(run);
	}
};

/** What hooks and tests share as `this`: each suite inherits that of the one round it, each test that of its suite. */
function makeSuite(title, parent) {
	return {
		title,
		parent,
		hooks: { before: [], after: [], beforeEach: [], afterEach: [] },
		entered: false,
		context: parent ? Object.create(parent.context) : mochaContext()
	};
}

function mochaContext() {
	const context = {
		timeout: () => context,
		slow: () => context,
		retries: () => context,
		skip: () => {
			throw new Skipped('skipped');
		}
	};
	return context;
}

/** Calls `body` in mocha's way: a parameter is a callback. */
function callMocha(body, context) {
	if (body.length === 0) return body.call(context);
	return new Promise((resolve, reject) => {
		body.call(context, (error) => (error ? reject(error) : resolve()));
	});
}

/** The globals of mocha's bdd and tdd interfaces, and what `require('mocha')` gives. */
exports.mochaFor = function mochaFor(collector) {
	const test = (title, body) => body && collector.add(title, (_id, context) => callMocha(body, context));
	test.only = (title, body) => collector.add(title, (_id, context) => callMocha(body, context), true);
	test.skip = () => undefined;
	const suite = (title, body) => collector.open(title, body);
	suite.only = suite;
	suite.skip = () => undefined;
	const names = { it: test, test, specify: test, describe: suite, suite, context: suite };
	for (const [name, kind] of Object.entries({ ...HOOKS, ...OTHER_NAMES }))
		names[name] = (...given) => {
			const body = given.find((value) => typeof value === 'function');
			collector.hook(kind, (context) => callMocha(body, context));
		};
	return Object.assign(names, { xit: test.skip, xdescribe: suite.skip });
};

/** What `require('node:test')` gives. */
exports.nodeTestFor = function nodeTestFor(collector) {
	const read = (given) => ({
		title: given.find((value) => typeof value === 'string') ?? '<anonymous>',
		options: given.find((value) => value !== null && typeof value === 'object') ?? {},
		body: given.find((value) => typeof value === 'function')
	});
	const test = (...given) => {
		const { title, options, body } = read(given);
		if (body && !options.skip && !options.todo)
			collector.add(title, () => callNodeTest(title, body), options.only);
		return Promise.resolve();
	};
	const suite = (...given) => {
		const { title, options, body } = read(given);
		if (body && !options.skip) collector.open(title, body);
		return Promise.resolve();
	};
	for (const api of [test, suite]) {
		api.skip = api.todo = () => Promise.resolve();
		api.only = api;
	}
	const hooks = Object.keys(HOOKS).map((kind) => [kind, (body) => collector.hook(kind, () => body({}))]);
	return Object.assign(test, Object.fromEntries(hooks), {
		test,
		it: test,
		suite,
		describe: suite,
		get mock() {
			return require('node:test').mock;
		}
	});
};

async function callNodeTest(name, body) {
	const after = [];
	const t = {
		name,
		assert,
		signal: new AbortController().signal,
		diagnostic: () => undefined,
		plan: () => undefined,
		after: (hook) => void after.push(hook),
		before: (hook) => hook(t),
		beforeEach: () => undefined,
		afterEach: () => undefined,
		skip: () => undefined,
		todo: () => undefined,
		get mock() {
			return require('node:test').mock;
		},
		test: (...given) => callNodeTest('', given.find((value) => typeof value === 'function') ?? (() => {}))
	};
	try {
		if (body.length > 1) await new Promise((resolve, reject) => body(t, (e) => (e ? reject(e) : resolve())));
		else await body(t);
	} finally {
		for (const hook of after) await hook(t);
	}
}

Object.assign(exports, { addExported, nodeunitFor, tapeFor });

/** Runs one collected test with the hooks round it. */
exports.runWithHooks = async function runWithHooks({ suite, run }) {
	const chain = [];
	for (let at = suite; at; at = at.parent) chain.unshift(at);
	for (const outer of chain) {
		if (outer.entered) continue;
		outer.entered = true;
		for (const hook of outer.hooks.before) await hook(outer.context);
	}
	const context = Object.create(suite.context);
	for (const outer of chain) for (const hook of outer.hooks.beforeEach) await hook(context);
	try {
		await run(context);
	} finally {
		for (const outer of chain.reverse()) for (const hook of outer.hooks.afterEach) await hook(context);
	}
};

/** The after hooks of every suite that was entered, innermost first. */
exports.leaveSuites = async function leaveSuites(tests) {
	const entered = new Set();
	for (const { suite } of tests) for (let at = suite; at; at = at.parent) if (at.entered) entered.add(at);
	for (const { hooks, context } of [...entered].reverse())
		for (const hook of hooks.after) await hook(context);
};
