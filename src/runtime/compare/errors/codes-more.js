// Node's own errors: shape, toString, instanceof, system errors, names in stacks.
const fs = require('node:fs');
const util = require('node:util');
const { attempt } = require('../help.cjs');
function caught(action) {
	try {
		action();
	} catch (error) {
		return error;
	}
}
const errors = [
	caught(() => fs.readFileSync('/nowhere')),
	caught(() => fs.readFileSync({})),
	caught(() => Buffer.alloc(-1)),
	caught(() => new URL('x')),
	caught(() => require('none')),
	caught(() => process.chdir('/nowhere')),
	caught(() => structuredClone(() => {})),
	caught(() => null.x),
	caught(() => undefinedName),
	caught(() => 1n + 1),
	caught(() => [].reduce()),
	caught(() => new Array(-1)),
	caught(() => 'x'.repeat(-1)),
	caught(() => decodeURIComponent('%')),
	caught(() => JSON.parse('')),
	caught(() => (1).toFixed(200)),
	caught(() => Symbol() + ''),
	caught(
		() =>
			new (class A {
				constructor() {
					this.#x;
				}
				#x = (() => {
					throw new EvalError('e');
				})();
			})()
	),
	caught(() => Object.defineProperty(Object.freeze({}), 'a', { value: 1 })),
	caught(() => {
		const x = 1;
		x = 2;
	}),
	caught(() => {
		'use strict';
		Object.freeze([]).push(1);
	}),
	caught(() => ({}).a.b.c),
	caught(() => ({}).f()),
	caught(() => new 5()),
	caught(() => [...5]),
	caught(() => {
		const [a] = {};
	}),
	caught(() => {
		const { a } = null;
	}),
	caught(
		() => x,
		1,
		(x) => x
	),
	caught(() => {
		let y = y1 + 1;
		let y1;
	}),
	caught(() => Reflect.construct(1)),
	caught(() => BigInt(1.5)),
	caught(() => new Proxy({}, null)),
	caught(() => structuredClone(Symbol())),
	caught(() => 'a'.localeCompare('b', 'xx-invalid-locale-name')),
	caught(() => new Intl.NumberFormat('en', { style: 'currency' })),
	caught(() => new Date(NaN).toISOString()),
	caught(() => String.fromCodePoint(-1)),
	caught(() => 'x'.normalize('y')),
	caught(() => Atomics.wait(new Int32Array(4), 0, 0)),
	caught(() => new WebAssembly.Module(Buffer.from('x')))
];
for (const error of errors) {
	if (!error) continue;
	console.log(
		error.name,
		error.code,
		error.message.split('\n')[0],
		Object.prototype.toString.call(error),
		Object.keys(error)
			.filter((key) => key !== 'requireStack')
			.map((key) => `${key}=${error[key]}`)
			.join()
	);
	console.log(
		String(error).split('\n')[0],
		error.stack.split('\n')[0],
		error instanceof Error,
		util.types.isNativeError(error)
	);
}
attempt('code in stack', () => errors[1].stack.includes('[ERR_INVALID_ARG_TYPE]'));
