import { describe, expect, test } from 'vitest';
import { applyEdits } from '#agent/repair/candidate.ts';
import { withHits, type Unit } from '#agent/repair/instrument.ts';
import { propose } from '#agent/repair/propose.ts';
import { readSource } from '#agent/repair/syntax.ts';
import { applyMutation, type Mutation } from '#repo/inject/mutation.ts';
import { mutationsOf } from '#repo/inject/mutations.ts';

const good = `async function total(list, rate, key) {
	if (!key) return 0;
	if (key === '__proto__') { return null; }
	let sum = 0;
	for (let i = 0; i < list.length; i++) {
		const item = list[i - 1];
		if (typeof item === 'string' && rate >= 1) sum += item * rate;
		else if (item == null || rate === 0) continue;
		sum -= list.indexOf(item, rate);
	}
	const name = key.trim().replace(/^[^a-z]\\d*$/, '');
	const rest = list.slice().sort();
	if (name.startsWith('x') || rest.some(Boolean)) sum = -sum;
	const more = await load(name, rate);
	const kept = more ?? [];
	return sum / 2 + kept.length;
}
`;

/** The same for programs that differ in white space, parentheses and braces only. */
function meaning(text: string): string {
	return text.replace(/[\s(){};]/g, '');
}

/** Whether an edit of the statement that was changed gives the good text back. */
function canUndo(mutation: Mutation): boolean {
	const bad = applyMutation(good, mutation);
	const source = readSource('a.js', bad);
	if (!source) throw new Error('the sample does not parse');
	const units: Unit[] = [];
	withHits(source, units);
	const { start } = mutation;
	const suspicion = units.map(({ node }) => Number(node.start <= start && start <= node.end));
	const candidates = propose(units, suspicion, { issue: '', seed: 1, count: 1e6 });
	return candidates.some(({ edits }) => meaning(applyEdits(bad, edits)) === meaning(good));
}

/** What no small edit can know again, or only where the condition is one of those that are thought of. */
const LOST = new Set([
	'ArrayDeclaration',
	'ArrowFunction',
	'BlockStatement',
	'ConditionalExpression',
	'ObjectLiteral',
	'StringLiteral',
	'drop a guard',
	'forgotten assignment',
	'weaken a condition'
]);

describe('edits of the repair agent', () => {
	test('undo every kind of injected bug but those that lose code', () => {
		const mutations = mutationsOf(good).filter(({ operator }) => !LOST.has(operator));
		const missed = mutations.filter((mutation) => !canUndo(mutation));
		expect(missed.map(({ operator, start, end, text }) => [operator, good.slice(start, end), text])).toEqual(
			[]
		);
		expect(new Set(mutations.map(({ operator }) => operator)).size).toBeGreaterThan(12);
	});
});
