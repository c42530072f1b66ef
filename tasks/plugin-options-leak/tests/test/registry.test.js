'use strict';
const assert = require('node:assert/strict');
const { afterEach, test } = require('node:test');
const { loadProject } = require('../src/load.js');
const { merge } = require('../src/merge.js');
const { getPath, setPath } = require('../src/path.js');
const { Registry } = require('../src/registry.js');

afterEach(() => {
	for (const shared of [Object.prototype, Array.prototype, Function.prototype]) delete shared.polluted;
});
const clean = () => {
	assert.equal({}.polluted, undefined);
	assert.equal([].polluted, undefined);
	assert.equal((() => {}).polluted, undefined);
};

function registry() {
	const made = new Registry();
	made.register({ name: 'lint', defaults: { rules: { semi: 'on', quotes: ['single'] }, files: ['src'] }, hooks: { names: (options) => Object.keys(options) } });
	made.register({ name: 'format' });
	return made;
}

test('options are laid over defaults, lists are replaced', () => {
	const made = registry();
	made.configure('lint', { rules: { semi: 'off', eqeqeq: true }, files: ['lib'] });
	assert.deepEqual(made.plugins.lint.options, { rules: { semi: 'off', quotes: ['single'], eqeqeq: true }, files: ['lib'] });
});

test('paths set and get nested options', () => {
	const made = registry();
	made.set('format', 'a.b.c', 1);
	made.set('lint', 'rules.semi', 'off');
	assert.deepEqual([made.option('format', 'a.b.c'), made.option('lint', 'rules.semi'), made.option('lint', 'no.such.path')], [1, 'off', undefined]);
});

test('a project is loaded from its file', () => {
	const made = registry();
	loadProject(made, '{"lint": {"files": []}, "set": {"format:width.code": 100}}');
	assert.deepEqual([made.option('lint', 'files'), made.option('format', 'width.code')], [[], 100]);
	assert.deepEqual(made.call('names'), [['rules', 'files']]);
	assert.throws(() => loadProject(made, '{"none": {}}'), /no plug-in "none"/);
	assert.throws(() => made.register({ name: 'lint' }), /already/);
});

for (const text of [
	'{"__proto__": {"polluted": 1}}',
	'{"rules": {"__proto__": {"polluted": 1}}}',
	'{"constructor": {"prototype": {"polluted": 1}}}',
	'{"rules": {"constructor": {"prototype": {"polluted": 1}}}}',
	'{"files": {"__proto__": {"polluted": 1}}}'
])
	test(`options ${text} change nothing that is shared`, () => {
		const made = registry();
		loadProject(made, `{"lint": ${text}}`);
		clean();
		assert.equal(made.option('lint', 'polluted'), undefined);
		merge({}, JSON.parse(text));
		clean();
	});

for (const path of ['__proto__.polluted', 'a.__proto__.polluted', 'constructor.prototype.polluted', 'a.constructor.prototype.polluted', 'toString.polluted', 'files.__proto__.polluted', '__proto__'])
	test(`the path ${path} changes nothing that is shared`, () => {
		const made = registry();
		loadProject(made, JSON.stringify({ set: { [`lint:${path}`]: 1 } }));
		clean();
		assert.equal(Object.prototype.toString.polluted, undefined);
		setPath({}, path, 2);
		clean();
		assert.equal(Object.prototype.toString.polluted, undefined);
	});

test('what is inherited is no option and no plug-in', () => {
	const made = registry();
	assert.equal(made.option('lint', 'toString'), undefined);
	assert.equal(getPath({}, 'constructor.name'), undefined);
	assert.throws(() => made.configure('toString', { a: 1 }), /no plug-in "toString"/);
	assert.throws(() => made.set('__proto__', 'polluted', 1), /no plug-in "__proto__"/);
	clean();
	made.register({ name: 'constructor', defaults: { a: 1 } });
	assert.equal(made.option('constructor', 'a'), 1);
});

test('options named like inherited properties are options like others', () => {
	const made = registry();
	made.configure('format', { constructor: 'x', toString: { a: 1 }, hasOwnProperty: true });
	assert.deepEqual([made.option('format', 'constructor'), made.option('format', 'toString.a')], ['x', 1]);
	made.set('format', 'valueOf.b', 2);
	assert.equal(made.option('format', 'valueOf.b'), 2);
});

test('plug-ins and projects do not share what they configure', () => {
	const defaults = { list: { a: 1 } };
	const [one, other] = [new Registry(), new Registry()];
	for (const made of [one, other]) made.register({ name: 'p', defaults });
	one.configure('p', { list: { a: 2, b: { c: 3 } } });
	const given = { deep: { x: 1 } };
	one.configure('p', given);
	one.set('p', 'deep.x', 9);
	assert.deepEqual([other.option('p', 'list.a'), defaults, given], [1, { list: { a: 1 } }, { deep: { x: 1 } }]);
});
