// Contexts: globals of their own, results, errors with places, timeouts left out.
const vm = require('vm');
const sandbox = vm.createContext({ n: 1, out: [] });
console.log(
	vm.runInContext('n += 1; var made = n * 2; out.push(made); made', sandbox),
	sandbox.made,
	sandbox.n,
	vm.isContext(sandbox),
	typeof globalThis.made
);
console.log(
	vm.runInContext('typeof process + typeof console + typeof Array + typeof globalThis.n', sandbox),
	vm.runInNewContext('a + b', { a: 1, b: 2 }),
	new vm.Script('this === globalThis').runInThisContext()
);
try {
	vm.runInContext('\n\n  throw new TypeError("inside")', sandbox, { filename: 'file.vm' });
} catch (error) {
	console.log(
		error.message,
		error.stack
			.split('\n')
			.find((line) => line.includes('file.vm'))
			.trim()
	);
}
try {
	new vm.Script('let x = ;', { filename: 'bad.vm' });
} catch (error) {
	console.log(error.name, error.message);
}
const compiled = vm.compileFunction('return a + b + extra', ['a', 'b'], {
	contextExtensions: [{ extra: 10 }]
});
console.log(compiled(1, 2), compiled.length);
console.log(
	vm.runInContext('[] instanceof Array && ({}) instanceof Object && (() => {}) instanceof Function', sandbox)
);
vm.runInContext('function later() { return n; }', sandbox);
sandbox.n = 42;
console.log(sandbox.later(), vm.runInContext('delete this.made; typeof made', sandbox), 'made' in sandbox);
for (const call of [
	() => vm.runInContext('1', {}),
	() => vm.createContext(1),
	() => new vm.Script('1', { filename: 1 })
])
	try {
		call();
	} catch (error) {
		console.log(error.code, error.message);
	}
