// Script, runIn...: results, errors with their places, cached data, options.
const vm = require('node:vm');
const { attempt } = require('../help.cjs');
const script = new vm.Script('var count = (typeof count === "undefined" ? 0 : count) + 1; count', {
	filename: 'count.js'
});
const context = vm.createContext({ console });
console.log(
	script.runInContext(context),
	script.runInContext(context),
	context.count,
	script.runInNewContext(),
	typeof script.cachedDataRejected
);
console.log(
	vm.runInContext(
		'x = 5; var y = 6; let z = 7; const w = 8; function f() {} class K {}; [x, y, z, w]',
		context
	),
	Object.keys(context)
);
console.log(
	vm.runInContext(
		'[typeof z, typeof K, this === globalThis, typeof console.log, typeof setTimeout, typeof process]',
		context
	)
);
console.log(
	vm.runInThisContext('typeof require'),
	vm.runInThisContext('globalThis') === globalThis,
	vm.isContext(context),
	vm.isContext({})
);
attempt('syntax', () => new vm.Script('let a = ;', { filename: 'bad.js' }));
attempt('throw', () => vm.runInNewContext('throw new TypeError("inside")'));
attempt('timeout ok', () => vm.runInNewContext('1 + 1', {}, { timeout: 1000 }));
attempt('no code', () => new vm.Script());
attempt('filename', () => new vm.Script('1', { filename: 5 }));
attempt('no context', () => vm.runInContext('1', {}));
attempt('frozen', () => vm.runInNewContext('a = 2; a', Object.freeze({ a: 1 })));
attempt('strict', () => vm.runInNewContext('"use strict"; undeclared = 1'));
attempt('instanceof', () =>
	vm.runInNewContext('[[] instanceof Array, x instanceof Array, Array.isArray(x), x instanceof Object]', {
		x: []
	})
);
attempt('functions', () => {
	const f = vm.runInNewContext('(function (a) { return [a, this === undefined, new.target] })');
	return [f(1), f instanceof Function, f.constructor === Function];
});
attempt('promise', () => vm.runInNewContext('Promise.resolve(1)') instanceof Promise);
try {
	new vm.Script('\n\n  throw new Error("placed")', {
		filename: '/own/placed.js',
		lineOffset: 10,
		columnOffset: 4
	}).runInThisContext();
} catch (error) {
	console.log(error.stack.split('\n').slice(0, 2));
}
try {
	vm.runInThisContext('function a() {\n  b(', { filename: 'cut.js' });
} catch (error) {
	console.log(error.stack.split('\n').slice(0, 5));
}
const f = vm.compileFunction('return [a, b, typeof c, this.d]', ['a', 'b'], { filename: 'f.js' });
console.log(f.call({ d: 4 }, 1, 2), f.length, f.name);
attempt('compile', () => vm.compileFunction('return }'));
attempt('parameters', () => vm.compileFunction('', [5]));
attempt('in context', () =>
	vm.compileFunction('return typeof inner', [], { parsingContext: vm.createContext({ inner: 1 }) })()
);
const produced = new vm.Script('1').createCachedData();
console.log(Buffer.isBuffer(produced));
