import { types } from 'node:util';
import { expect, it } from 'vitest';
import { isAsyncFunction, isGeneratorFunction } from './function-kinds.ts';

const methods = {
	*generator() {},
	async *both() {},
	async later() {},
	get() {}
};
const functions: unknown[] = [
	() => {},
	async () => {},
	async (a: unknown) => a,
	function plain() {},
	async function later() {},
	function* generator() {},
	async function* both() {},
	class {},
	class Named {},
	methods.both,
	methods.generator,
	methods.later,
	methods.get,
	{ async() {} }.async,
	{ async async() {} }.async,
	Reflect.construct((async () => {}).constructor, ['a', 'return a']) as unknown,
	new Proxy(async () => {}, {}),
	(async () => {}).bind(null),
	Math.max,
	async,
	{},
	undefined
];

function async() {}

it.each(functions.map((value) => [String(value), value]))('%s is what Node says it is', (_text, value) => {
	expect([isAsyncFunction(value), isGeneratorFunction(value)]).toEqual([
		types.isAsyncFunction(value),
		types.isGeneratorFunction(value)
	]);
});

it('a prototype that was replaced says nothing', () => {
	const generator = Object.setPrototypeOf(
		function* () {},
		async function () {}
	) as unknown;
	expect([isAsyncFunction(generator), isGeneratorFunction(generator)]).toEqual([false, true]);
	const later = Object.setPrototypeOf(async () => {}, null) as unknown;
	expect([isAsyncFunction(later), isGeneratorFunction(later)]).toEqual([true, false]);
});
