import { expect, it } from 'vitest';
import type { Candidate } from './candidate.ts';
import { Queue } from './queue.ts';
import { readSource } from './syntax.ts';

const source = readSource('a.js', 'one();\ntwo();\n');

function edit(what: string, of: Partial<Candidate> = {}): Candidate {
	if (!source) throw new Error('the sample does not parse');
	return { source, what, template: 'pattern', start: 0, edits: [], prior: 0, risk: 0, score: 0, ...of };
}
const names = (edits: readonly Candidate[]) => edits.map(({ what }) => what);
const red = { lines: [0], failed: 'a test' };

it('keeps for last what is of the kind, and at the statement, of one that hung', () => {
	const all = [edit('a'), edit('b'), edit('c', { start: 7 }), edit('d', { template: 'other' }), edit('e')];
	const queue = new Queue(all);
	const [first] = queue.next(1);
	queue.learn(first ?? edit(''), { ...red, hangs: true });
	expect(names(queue.next(10))).toEqual(['c', 'd']);
	expect(names(queue.next(1))).toEqual(['b']);
	expect(names(queue.next(10))).toEqual(['e']);
	expect(queue.next(10)).toEqual([]);
});

it('asks one of those that the failing tests cannot tell apart, and no other unless it passed them', () => {
	const queue = new Queue([edit('a', { alike: 'x' }), edit('b', { alike: 'x' }), edit('c', { alike: 'y' })]);
	const [a, c] = queue.next(10);
	expect([a?.what, c?.what]).toEqual(['a', 'c']);
	queue.learn(a ?? edit(''), red);
	expect(queue.next(10)).toEqual([]);
});
