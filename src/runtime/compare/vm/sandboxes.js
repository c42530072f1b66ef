// Sandboxes as test runners and template engines use them.
const vm = require('node:vm');
const { attempt } = require('../help.cjs');
const template = (text) => new vm.Script(`\`${text}\``);
console.log(template('Hello ${name}, ${items.length} items').runInNewContext({ name: 'Ada', items: [1, 2] }));
const load = (source, given) => {
	const module = { exports: {} };
	const run = vm.runInThisContext(`(function (module, exports, require, given) { ${source}\n})`, {
		filename: 'loaded.js'
	});
	run(module, module.exports, require, given);
	return module.exports;
};
console.log(
	load('exports.sum = given.a + given.b; exports.path = typeof require("path").join', { a: 1, b: 2 })
);
const context = vm.createContext({
	output: [],
	print: (...args) => context.output.push(args),
	setTimeout,
	Buffer
});
vm.runInContext(
	'var total = 0; function add(n) { total += n; return total; } add(2); add(3); print(total, typeof Buffer.from, typeof process);',
	context
);
console.log(context.output, context.total, context.add(10), context.total);
for (const source of [
	'this.constructor.name',
	'typeof globalThis',
	'Object.getPrototypeOf(output) === Array.prototype',
	'var x = 1; this.x',
	'(() => { return typeof this.total })()',
	'undefined_name',
	'delete this.total; typeof total',
	'Math.max(1, 2)',
	'[1, [2]].flat().length',
	'new Map([[1, 2]]).get(1)',
	'JSON.stringify({ a: 1 })',
	'`${1 + 1}`',
	'class A { static x = 3 } A.x',
	'try { null.x } catch (error) { error.name }',
	'Promise.resolve(1).constructor.name',
	'Symbol.for("s").description',
	'parseInt("12px")',
	'encodeURIComponent("ü")',
	'isNaN(NaN)',
	'/a(b)/.exec("ab")[1]',
	'typeof console',
	'typeof module',
	'typeof setTimeout'
])
	attempt(source, () => vm.runInContext(source, context));
const counter = new vm.Script('n = (n || 0) + 1');
const [one, two] = [vm.createContext({ n: 0 }), vm.createContext({ n: 10 })];
for (let at = 0; at < 3; at++) {
	counter.runInContext(one);
	counter.runInContext(two);
}
console.log(one.n, two.n);
attempt('place', () => {
	try {
		vm.runInContext('\n\nboom()', context, 'given-name.js');
	} catch (error) {
		return /given-name\.js:3/.test(error.stack);
	}
});
attempt('function', () => vm.runInContext('(function (a, b) { return a + b })', context)(1, 2));
