import { expect, it } from 'vitest';
import { definitionsFor, STATEMENTS } from './definitions.ts';
import { withHits, type Unit } from './instrument.ts';
import { propose } from './propose.ts';
import { readSource, textOf } from './syntax.ts';
import { inTurns } from './turns.ts';

it('tries of each kind of edit some early, and nothing later than at twice its place', () => {
	const sorted = [...'aaaaaaaabbc'].map((template, place) => ({ template, place }));
	const turns = inTurns(sorted);
	expect(turns.map(({ template, place }) => `${template}${place}`)).toEqual([
		...['a0', 'a1', 'a2', 'a3', 'a4', 'b8', 'a5', 'a6', 'c10', 'a7', 'b9']
	]);
	for (const [at, { place }] of turns.entries()) expect(at).toBeLessThanOrEqual(1.5 * place);
});

it('looks at values that a suspicious statement names, where many others are more suspicious', () => {
	const steps = Array.from({ length: STATEMENTS }, (_, index) => `\tcount += ${index};`).join('\n');
	const text = `var names = { strict: false, other: true };
var unused = { strict: false };
function read(count) {
\tif (names.strict) return count;
${steps}
\treturn count;
}
`;
	const source = readSource('a.js', text);
	if (!source) throw new Error('the sample does not parse');
	const units: Unit[] = [];
	withHits(source, units);
	const suspicion = units.map(({ node }) => (node.start < text.indexOf('function') ? 0.01 : 1));
	const suspected = units
		.map((unit, index) => ({ unit, suspicion: suspicion[index] ?? 0 }))
		.sort((a, b) => b.suspicion - a.suspicion);
	expect(definitionsFor(suspected).map(({ unit }) => textOf(source, unit.node))).toEqual([
		'var names = { strict: false, other: true };'
	]);
});

it('proposes a bounded number of edits of each kind where a statement is a table of thousands of values', () => {
	const values = Array.from({ length: 5000 }, (_, index) => `${index}, 'text ${index}'`).join(', ');
	const source = readSource('a.js', `var table = [${values}];\n`);
	if (!source) throw new Error('the sample does not parse');
	const units: Unit[] = [];
	withHits(source, units);
	const found = propose(units, [1], { issue: 'It says "two" and 7 where 9 is meant.', seed: 1, count: 1e6 });
	const kinds = new Map<string, number>();
	for (const { template } of found) kinds.set(template, (kinds.get(template) ?? 0) + 1);
	expect(kinds.get('another literal')).toBeGreaterThan(1000);
	// Twice: an edit of what stands in several places is proposed for all of them as well.
	expect(Math.max(...kinds.values())).toBeLessThanOrEqual(4000);
});
