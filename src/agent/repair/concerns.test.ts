import { expect, it } from 'vitest';
import { concernsOf } from './concerns.ts';
import { withHits, type Unit } from './instrument.ts';
import { readSource } from './syntax.ts';

const text = `function even(n) { if (n % 2) return false; return true; }
function odd(n) { return !even(n); }
exports.odd = odd;
`;

/** Which files of tests an edit of the statement with this text concerns. */
function concerned(statement: string, { at = 0, text: fresh = 'n' } = {}) {
	const source = readSource('a.js', text);
	if (!source) throw new Error('the sample does not parse');
	const units: Unit[] = [];
	withHits(source, units);
	const start = text.indexOf(statement);
	const ranBy = new Map([
		['one.js', new Set(units.keys())],
		['two.js', new Set([...units.keys()].filter((index) => units[index]?.node.start !== start))]
	]);
	const stages = [...ranBy.keys()].map((file) => ({ file, tests: [] }));
	const draft = { edits: [{ start: start + at, end: start + at, text: fresh }], what: '', prior: 0, risk: 0 };
	return concernsOf({ units, stages, ranBy })({ ...draft, source, start, template: '', score: 0 });
}

it('an edit concerns the tests that run its statement', () => {
	expect(concerned('return false')).toEqual([0]);
	expect(concerned('return false', { at: 'return false;'.length })).toEqual([0]);
});

it('an edit concerns all tests where it reaches beyond its statement, or declares something', () => {
	expect(concerned('return false', { at: -5 })).toBeUndefined();
	expect(concerned('return false', { text: 'var n = 1; ' })).toBeUndefined();
});
