// Stacks: limits, captureStackTrace, prepareStackTrace, names of functions, async frames.
const { attempt } = require('../help.cjs');
const frames = (error, count = 6) =>
	error.stack
		.split('\n')
		.slice(0, count + 1)
		.filter((line) => !/node:internal|node:vm/.test(line))
		.map((line) => line.replace(/\(.*[/\\]/, '(').replace(/at \/.*[/\\]/, 'at '));
function a() {
	return b();
}
function b() {
	return new Error('deep');
}
class Thing {
	method() {
		return new Error('method');
	}
	static make() {
		return new Error('static');
	}
	get value() {
		return new Error('getter');
	}
	#hidden() {
		return new Error('private');
	}
	call() {
		return this.#hidden();
	}
	constructor(error) {
		if (error) this.error = new Error('constructor');
	}
	['computed' + 1]() {
		return new Error('computed');
	}
}
const object = {
	plain() {
		return new Error('object');
	},
	arrow: () => new Error('arrow'),
	named: function other() {
		return new Error('named');
	}
};
for (const error of [
	a(),
	new Thing().method(),
	Thing.make(),
	new Thing().value,
	new Thing().call(),
	new Thing(true).error,
	new Thing().computed1(),
	object.plain(),
	object.arrow(),
	object.named(),
	[1].map(() => new Error('callback'))[0],
	(() => new Error('iife'))(),
	eval('new Error("eval")'),
	new Function('return new Error("Function")')()
])
	console.log(frames(error, 3));
const limit = Error.stackTraceLimit;
Error.stackTraceLimit = 1;
console.log(a().stack.split('\n').length);
Error.stackTraceLimit = 0;
console.log(a().stack);
Error.stackTraceLimit = 'x';
console.log(a().stack);
Error.stackTraceLimit = limit;
const target = {};
(function outer() {
	(function hidden() {
		Error.captureStackTrace(target, hidden);
	})();
})();
console.log(frames(target, 1), Object.getOwnPropertyDescriptor(target, 'stack') !== undefined);
attempt('capture', () => Error.captureStackTrace(5));
Error.prepareStackTrace = (error, sites) =>
	sites
		.slice(0, 2)
		.map((site) => [
			site.getFunctionName(),
			site.getTypeName(),
			site.getMethodName(),
			site.isConstructor(),
			site.isNative(),
			site.isToplevel(),
			site.isEval(),
			site.isAsync(),
			site.isPromiseAll(),
			site.getFileName() === __filename,
			site.getLineNumber() > 0,
			site.getColumnNumber() > 0,
			site.getEvalOrigin()
		]);
console.log(a().stack, new Thing().method().stack, new Thing(true).error.stack);
Error.prepareStackTrace = undefined;
const renamed = new Error('before');
renamed.message = 'after';
console.log(renamed.stack.split('\n')[0], String(renamed), Object.keys(renamed), 'stack' in renamed);
(async () => {
	const level2 = async () => {
		await new Promise((done) => setTimeout(done, 1));
		throw new Error('async');
	};
	const level1 = async () => level2();
	await level1().catch((error) => console.log(frames(error, 4)));
	const one = async () => {
		await null;
		throw new Error('all');
	};
	await Promise.all([one()]).catch((error) => console.log(frames(error, 3)));
	async function* generate() {
		yield 1;
		throw new Error('generator');
	}
	try {
		for await (const _ of generate());
	} catch (error) {
		console.log(frames(error, 3));
	}
})();
