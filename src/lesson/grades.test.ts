import { expect, test } from 'vitest';
import { fingerprint, groupsOf, similarity, toCsv, toResults, type Grade } from './grades.ts';

const grade: Grade = {
	name: 'Mara "M"',
	file: '=1+1.json',
	item: 'demo',
	kind: 'task',
	claimed: 'full',
	judged: 'none',
	passed: false,
	timeline: [],
	tests: [
		{ id: 'a', passed: true, message: null },
		{ id: 'b', passed: false, message: 'no' }
	],
	attempts: 2,
	hints: 1,
	minutes: 3.25,
	similar: { name: 'Ben', how: 0.8 },
	problem: ''
};

test('a CSV quotes what must be quoted and lets no spreadsheet run a formula', () => {
	expect(toCsv([grade]).split('\r\n')[1]).toBe(
		`"Mara ""M""",'=1+1.json,demo,none,full,no,1,2,2,1,3.3,Ben,0.80,`
	);
});

test("results.json is in Exercism's form", () => {
	expect(JSON.parse(toResults(grade))).toEqual({
		version: 2,
		status: 'fail',
		tests: [
			{ name: 'a', status: 'pass' },
			{ name: 'b', status: 'fail', message: 'no' }
		]
	});
});

test('who copies is similar, also with other spaces; who solves alone is not, and the base does not count', () => {
	const base = 'function sum(list) {\n\treturn 0;\n}\n';
	const mine = fingerprint(
		base,
		base.replace('return 0;', 'return list.reduce((all, one) => all + one, 0);')
	);
	const copied = fingerprint(
		base,
		base.replace('return 0;', 'return list.reduce( (all,one)=>all + one,0 );')
	);
	const other = fingerprint(
		base,
		base.replace('return 0;', 'let all = 0;\n\tfor (const one of list) all += one;\n\treturn all;')
	);
	expect(similarity(mine, copied)).toBe(1);
	expect(similarity(mine, other)).toBeLessThan(0.2);
	expect(similarity(fingerprint(base, base), mine)).toBe(0);
});

test('groups of those who are alike, also through a third one', () => {
	const marks = (...all: string[]) => new Set(all);
	const written = [
		{ name: 'Mara', marks: marks('a', 'b', 'c', 'd') },
		{ name: 'Ben', marks: marks('x', 'y') },
		{ name: 'Cleo', marks: marks('a', 'b', 'c') },
		{ name: 'Dan', marks: marks('a', 'b', 'c', 'e') }
	];
	expect(groupsOf(written, 0.7)).toEqual([['Mara', 'Cleo', 'Dan']]);
});
