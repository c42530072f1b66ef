import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inTurns } from './choose.ts';
import { applyMutation } from './mutation.ts';
import { mutationsOf, parseSource } from './mutations.ts';

const mutants = (source: string, operator: string) =>
	mutationsOf(source)
		.filter((mutation) => mutation.operator === operator)
		.map((mutation) => applyMutation(source, mutation));

describe('bug injection', () => {
	test.each([
		['ArithmeticOperator', 'x = a + b', ['x = a - b']],
		['ArrayDeclaration', 'x = [1]', ['x = []']],
		['ArrowFunction', 'x = () => 1', ['x = () => undefined']],
		['AssignmentOperator', 'x += 1', ['x -= 1']],
		['BlockStatement', 'function f() { g() }', ['function f() {}']],
		['BooleanLiteral', 'x = true', ['x = false']],
		['ConditionalExpression', 'x = a ? 1 : 2', ['x = true ? 1 : 2', 'x = false ? 1 : 2']],
		['EqualityOperator', 'x = a < b', ['x = a <= b', 'x = a >= b']],
		['LogicalOperator', 'x = a ?? b', ['x = a && b']],
		['MethodExpression', 'x = a.trim()', ['x = a']],
		['ObjectLiteral', 'x = { a: 1 }', ['x = ({})']],
		['OptionalChaining', 'x = a?.b', ['x = a.b']],
		['Regex', 'x = /^a/', ['x = /a/']],
		['StringLiteral', 'x = "a"', ['x = ""']],
		['UnaryOperator', 'x = -a', ['x = +a']],
		['UpdateOperator', 'x++', ['x--']],
		['drop a guard', 'function f(a) { if (!a) return; g() }', ['function f(a) { ; g() }']],
		['weaken a condition', 'if (a && b) c()', ['if ((a)) c()', 'if ((b)) c()']],
		['off by one', 'x = a[i]', ['x = a[i + 1]', 'x = a[i - 1]']],
		['swapped argument', 'f(a, b)', ['f(b, a)']],
		['missing await', 'async () => { await f() }', ['async () => { f() }']],
		['missing return', 'function f() { return g() }', ['function f() { g() }']]
	])('%s: %s', (operator, source, expected) => {
		expect(mutants(source, operator).sort()).toEqual([...expected].sort());
	});

	test('leaves out what no longer parses, and knows no bug in what is no JavaScript', () => {
		const source = 'const f = async (a) => { for (const b of a) if (b) return await g(b, 1); };';
		for (const mutation of mutationsOf(source))
			expect(parseSource(applyMutation(source, mutation))).not.toBeNull();
		expect(mutationsOf('{{{')).toEqual([]);
	});

	test('tries every mutant once, in an order that the seed alone decides', () => {
		fc.assert(
			fc.property(
				fc.array(fc.record({ operator: fc.constantFrom('a', 'b', 'c'), start: fc.nat() })),
				fc.nat(),
				(some, seed) => {
					const all = some.map((one) => ({ ...one, end: one.start, text: '', path: 'a.js' }));
					const ordered = inTurns(all, seed);
					expect(inTurns(all, seed)).toEqual(ordered);
					expect(new Set(ordered)).toEqual(new Set(all));
					expect(ordered).toHaveLength(all.length);
				}
			)
		);
	});
});
