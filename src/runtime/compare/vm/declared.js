// What scripts declare with let, const and class is there for the scripts after them, and is no property.
const vm = require('node:vm');

const context = vm.createContext({ given: 1 });
const scripts = [
	'let a = 1; const b = 2, { c } = { c: 3 }; class D {}',
	'a + b + c',
	'a = 5; a',
	'b = 7',
	'typeof D, new D().constructor.name',
	'let a = 3',
	'function f() { return a }',
	'f()',
	'a = 9; f()',
	'let u;',
	'u',
	'const g = () => given + a',
	'given = 2; g()',
	'[1].map((x) => { let a = 8; return a + x })',
	'const z = 1; z = 2',
	'w; let w = 1',
	'for (const i of [1, 2]) i'
];
const attempt = (run) => {
	try {
		return run();
	} catch (error) {
		return `${error.name}: ${error.message}`;
	}
};
for (const script of scripts)
	console.log(
		script,
		'→',
		attempt(() => vm.runInContext(script, context))
	);
console.log(Object.keys(context));

globalThis.given = 1;
for (const script of scripts)
	console.log(
		script,
		'→',
		attempt(() => vm.runInThisContext(script))
	);
console.log(Object.keys(globalThis).filter((name) => name.length < 4));
