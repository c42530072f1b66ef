import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Fact, TrajectoryEvent } from './event.ts';
import { apply, emptyRun, fold, mergePatches } from './run.ts';

function stamp(facts: readonly Fact[]): TrajectoryEvent[] {
	return facts.map((fact, seq) => ({ ...fact, seq, at: seq * 10 }));
}

const facts = fc.array(
	fc.oneof(
		fc.record({ type: fc.constant('thought' as const), step: fc.nat(5), text: fc.string() }),
		fc.record({
			type: fc.constant('tool-called' as const),
			step: fc.nat(5),
			callId: fc.constantFrom('a', 'b'),
			tool: fc.constant('bash'),
			input: fc.constant({ command: 'ls' })
		}),
		fc.record({
			type: fc.constant('tool-returned' as const),
			step: fc.nat(5),
			callId: fc.constantFrom('a', 'b'),
			output: fc.string(),
			exitCode: fc.nat(2)
		}),
		fc.record({
			type: fc.constant('files-changed' as const),
			step: fc.nat(5),
			patch: fc.array(
				fc.record({
					path: fc.constantFrom('a.js', 'b.js'),
					before: fc.constantFrom(null, '1', '2'),
					after: fc.constantFrom(null, '1', '2')
				}),
				{ maxLength: 2 }
			)
		}),
		fc.record({
			type: fc.constant('tests-ran' as const),
			step: fc.nat(5),
			tests: fc.array(
				fc.record({
					id: fc.constantFrom('x', 'y'),
					status: fc.constantFrom('passed' as const, 'failed' as const)
				}),
				{ maxLength: 2 }
			),
			duration: fc.nat(9)
		})
	),
	{ maxLength: 40 }
);

test('folding a prefix and then the rest is folding the whole', () => {
	fc.assert(
		fc.property(facts, fc.nat(40), (some, cut) => {
			const events = stamp(some);
			expect(fold(events.slice(cut), fold(events.slice(0, cut)))).toEqual(fold(events));
		})
	);
});

test('an event never changes the run it is applied to', () => {
	fc.assert(
		fc.property(facts, (some) => {
			let run = emptyRun;
			for (const event of stamp(some)) {
				const before = structuredClone(run);
				const after = apply(run, event);
				expect(run).toEqual(before);
				run = after;
			}
		})
	);
});

test('steps stand in the order of their index', () => {
	fc.assert(
		fc.property(facts, (some) => {
			const indexes = fold(stamp(some)).steps.map((step) => step.index);
			expect(indexes).toEqual([...new Set(indexes)].sort((a, b) => a - b));
		})
	);
});

test('a test keeps the status it was first seen with beside its status now', () => {
	const run = fold(
		stamp([
			{ type: 'tests-ran', step: 0, tests: [{ id: 'a', status: 'failed', message: 'no' }], duration: 1 },
			{ type: 'tests-ran', step: 1, tests: [{ id: 'a', status: 'passed' }], duration: 1 }
		])
	);
	expect([...run.tests]).toEqual([['a', { before: 'failed', now: 'passed', message: null }]]);
});

test('a file that ends as it began is not part of the changes', () => {
	const there = [{ path: 'a.js', before: '1', after: '2' }];
	const back = [{ path: 'a.js', before: '2', after: '1' }];
	expect(mergePatches(there, back)).toEqual([]);
});

test('a file that was added and then changed counts as added', () => {
	const added = [{ path: 'a.js', before: null, after: '1' }];
	const changed = [{ path: 'a.js', before: '1', after: '2' }];
	expect(mergePatches(added, changed)).toEqual([{ path: 'a.js', before: null, after: '2' }]);
});

test('a run that ended without a verdict says why it ended', () => {
	const run = fold(
		stamp([
			{ type: 'run-started', agent: 'repair', issue: 'It fails.' },
			{ type: 'run-ended', reason: 'stopped', message: 'by hand' }
		])
	);
	expect({ status: run.status, end: run.end, verdict: run.verdict }).toEqual({
		status: 'ended',
		end: { reason: 'stopped', message: 'by hand' },
		verdict: null
	});
});

test('what models used is told by step and in all', () => {
	const reply = { type: 'model-replied' as const, model: 'm', inputTokens: 10, outputTokens: 2, cost: 0.5 };
	const run = fold([0, 2, 2].map((step, seq) => ({ ...reply, step, seq, at: seq })));
	expect(run.usage).toEqual({ inputTokens: 30, outputTokens: 6, cost: 1.5 });
	expect(run.spent.map((spent) => spent?.cost)).toEqual([0.5, undefined, 1]);
});
