// Functions made from text belong to the context whose code makes them.
const vm = require('node:vm');
const context = vm.createContext({ name: 'inside' });
const run = (code) => vm.runInContext(code, context, { filename: 'made.js' });
globalThis.name = 'outside';
console.log(
	run('new Function("return this")() === globalThis'),
	run('Function("return this")() === globalThis')
);
console.log(run('new Function("return name")()'), new Function('return name')());
console.log(
	run('new Function("a", "b", "return a + b + name")(1, 2)'),
	run('new Function("a", "b", "").length')
);
console.log(run('new Function("return this").call({ own: 1 }).own'));
console.log(run('new Function("\'use strict\'; return this")()'));
run('new Function("return this")().left = 7');
console.log(context.left, run('left'), typeof left);
console.log(run('new (new Function("this.x = 3"))().x'));
console.log(new Function('return this')() === globalThis);
