import { expect, test } from 'vitest';
import { familyOf } from './family.ts';

const runs = [
	{ id: 'a' },
	{ id: 'b', parent: { id: 'a', seq: 3 } },
	{ id: 'c', parent: { id: 'b', seq: 5 } },
	{ id: 'd', parent: { id: 'a', seq: 4 } },
	{ id: 'e' },
	{ id: 'f', parent: { id: 'gone', seq: 1 } }
];

test('a family is the same tree whichever of it is asked for', () => {
	const tree = [
		['a', 0],
		['b', 1],
		['c', 2],
		['d', 1]
	];
	for (const id of ['a', 'b', 'c', 'd'])
		expect(familyOf(runs, id).map(({ run, depth }) => [run.id, depth])).toEqual(tree);
	expect(familyOf(runs, 'e').map(({ run }) => run.id)).toEqual(['e']);
	expect(familyOf(runs, 'f').map(({ run }) => run.id)).toEqual(['f']);
});
