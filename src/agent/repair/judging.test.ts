import { createRequire } from 'node:module';
import { expect, it } from 'vitest';

type Goal = {
	test: string;
	file: string;
	top: string;
	line: number;
	burnt: number;
	fuel: number;
	limit: number;
};
type Judging = new (
	job: object,
	runFile: (file: string, changed: unknown, chosen: Map<string, unknown>, seen: Seen) => Promise<void>
) => { judge(edit: object): Promise<{ lines: (number | null)[]; failed: string | null; broke?: boolean }> };
type Seen = (test: { id: string }, error?: Error) => boolean;

const { Judging } = createRequire(import.meta.url)('./checker/judging.cjs') as { Judging: Judging };

const goal = (test: string, line: number, burnt = 10): Goal => ({
	...{ test, file: `${test}.js`, top: test, line, burnt, fuel: 1e6, limit: 1000 }
});
const edit = { path: 'a.js', start: 0, end: 0, text: '' };
type Known = { edits?: number; stages?: number[] };

/** What an edit is found to do, and which files were run for that. `says`: the line at which a test fails with it, null = it passes. */
async function judged(
	goals: Goal[],
	says: Record<string, number | null>,
	{ edits = 1, stages: concerned }: Known = {}
) {
	const ran: string[] = [];
	const stages = ['p', 'q'].map((test) => ({ file: `${test}.js`, tests: [[test, 1000]] }));
	const judging = new Judging({ sources: { 'a.js': '' }, goals, stages }, (file, _changed, chosen, seen) => {
		ran.push(file);
		for (const id of chosen.keys()) {
			const line = says[id];
			if (!seen({ id }, typeof line === 'number' ? failureAt(`${file}:${line}`) : undefined)) break;
		}
		return Promise.resolve();
	});
	const given = { ...edit, stages: concerned };
	let finding = await judging.judge(given);
	for (let count = 1; count < edits; count++) finding = await judging.judge(given);
	return { finding, ran: ran.join(' ') };
}

function failureAt(place: string): Error {
	const error = new Error('failed');
	error.stack = `Error: failed\n    at ${place}:1`;
	return error;
}

it('runs a dear failing test only for edits that help with the others', async () => {
	const goals = [goal('dear', 5, 500_000), goal('cheap', 5)];
	const idle = await judged(goals, { dear: 5, cheap: 5 });
	expect([idle.ran, idle.finding.lines, idle.finding.failed]).toEqual(['cheap.js', [5, 5], 'dear']);
	const helps = await judged(goals, { dear: null, cheap: null, p: null, q: null });
	expect([helps.ran, helps.finding.failed]).toEqual(['cheap.js dear.js p.js q.js', null]);
});

it('judges an edit no further that lets a test fail earlier, whatever it gains', async () => {
	const goals = [goal('one', 5), goal('two', 5), goal('three', 5)];
	const { ran, finding } = await judged(goals, { one: null, two: 4, three: null });
	expect([ran, finding.lines, finding.failed]).toEqual(['one.js two.js', [null, 4, 5], 'two']);
	expect(finding.broke).toBeUndefined();
});

it('puts the file first at which the last edit failed that broke something', async () => {
	const { ran, finding } = await judged([goal('one', 5)], { one: null, p: null, q: 1 }, { edits: 2 });
	expect(ran).toBe('one.js p.js q.js one.js q.js');
	expect([finding.failed, finding.broke]).toEqual(['q', true]);
});

it('runs no tests that the edit cannot concern', async () => {
	const { ran, finding } = await judged([goal('one', 5)], { one: null, p: 1, q: null }, { stages: [1] });
	expect([ran, finding.failed]).toEqual(['one.js q.js', null]);
});
