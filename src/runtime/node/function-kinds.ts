/** Whether a function is asynchronous, a generator or a class: its text tells, even where its prototype was replaced. */

/** Before the process's code can replace it. */
const textOf = (value: object): string => Reflect.apply(functionText, value, []);
const functionText = Function.prototype.toString as (this: unknown) => string;

const ASYNC = /^async(?![\w$])/;
/** `async (a) => b`, and a method that is called async. */
const ASYNC_LIST = /^async\s*\(/;
const CLASS = /^class(?![\w$])/;
const GENERATOR = /^(async(?![\w$])\s*)?(function\s*)?\*/;

export function isAsyncFunction(value: unknown): boolean {
	if (typeof value !== 'function') return false;
	const text = textOf(value);
	if (!ASYNC.test(text)) return false;
	return !ASYNC_LIST.test(text) || value.name !== 'async' || text.includes('=>');
}

export function isGeneratorFunction(value: unknown): boolean {
	return typeof value === 'function' && GENERATOR.test(textOf(value));
}

export function isClass(value: unknown): boolean {
	return typeof value === 'function' && CLASS.test(textOf(value));
}
