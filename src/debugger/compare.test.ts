import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Fact } from '#model/event.ts';
import { fold, type Run } from '#model/run.ts';
import { alignSteps, comparePatches, compareTests } from './compare.ts';

const runOf = (...facts: Fact[]): Run => fold(facts.map((fact, seq) => ({ ...fact, seq, at: seq })));
const calls = (commands: readonly string[], output = ''): Run =>
	runOf(
		...commands.flatMap((command, step): Fact[] => [
			{ type: 'tool-called', step, callId: `c${step}`, tool: 'bash', input: { command } },
			{ type: 'tool-returned', step, callId: `c${step}`, output, exitCode: 0 }
		])
	);
const shape = (a: readonly string[], b: readonly string[]) => {
	const { rows, divergence } = alignSteps(calls(a).steps, calls(b).steps);
	return { rows: rows.map(({ left, right }) => [left?.index ?? null, right?.index ?? null]), divergence };
};

test('steps that do the same stand side by side, and the first that differ are marked', () => {
	expect(shape(['a', 'b', 'c'], ['a', 'x', 'b', 'c'])).toEqual({
		rows: [
			[0, 0],
			[null, 1],
			[1, 2],
			[2, 3]
		],
		divergence: 1
	});
	expect(shape(['a', 'b'], ['a', 'b']).divergence).toBe(null);
	expect(shape(['a'], ['a', 'b'])).toEqual({
		rows: [
			[0, 0],
			[null, 1]
		],
		divergence: 1
	});
});

test('the same action with another result is where runs part', () => {
	const { rows, divergence } = alignSteps(calls(['a', 'b']).steps, calls(['a', 'b'], 'other').steps);
	expect([rows.length, divergence]).toEqual([2, 0]);
});

test('every step of both runs is in exactly one row, in order', () => {
	const commands = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 });
	fc.assert(
		fc.property(commands, commands, (a, b) => {
			const { rows } = shape(a, b);
			expect(rows.map(([left]) => left).filter((index) => index !== null)).toEqual(
				a.map((_, index) => index)
			);
			expect(rows.map(([, right]) => right).filter((index) => index !== null)).toEqual(
				b.map((_, index) => index)
			);
		})
	);
});

test('patches and tests are compared by what they are at the end', () => {
	const left = runOf(
		{ type: 'files-changed', step: 0, patch: [{ path: 'a', before: '1', after: '2' }] },
		{ type: 'tests-ran', step: 0, duration: 1, tests: [{ id: 't', status: 'failed' }] }
	);
	const right = runOf(
		{
			type: 'files-changed',
			step: 0,
			patch: [
				{ path: 'a', before: '1', after: '2' },
				{ path: 'b', before: null, after: '3' }
			]
		},
		{
			type: 'tests-ran',
			step: 0,
			duration: 1,
			tests: [
				{ id: 's', status: 'passed' },
				{ id: 't', status: 'passed' }
			]
		}
	);
	expect(comparePatches(left, right)).toEqual([
		{ path: 'a', side: 'both', same: true },
		{ path: 'b', side: 'right', same: false }
	]);
	expect(compareTests(left, right)).toEqual([
		{ id: 't', left: 'failed', right: 'passed' },
		{ id: 's', left: null, right: 'passed' }
	]);
});
