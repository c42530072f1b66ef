import { expect, it } from 'vitest';
import type { AgentEvent } from '#agent/agent.ts';
import { pursue, type Hunt, type State, type Tools } from './hunt.ts';
import type { Progress } from './search.ts';
import { readSource } from './syntax.ts';

function source() {
	const read = readSource('a.js', 'exports.a = 1;\n');
	if (!read) throw new Error('the sample does not parse');
	return read;
}

const edit = {
	...{ edits: [{ start: 0, end: 0, text: '' }], what: 'nothing', prior: 0, risk: 0, score: 0, start: 0 },
	...{ source: source(), template: 'none', agrees: 0 }
};
const progress = (more: Partial<Progress>): Progress => ({
	...{ tried: 0, overfitted: 0, green: [], steps: [] },
	...more
});

/** What `pursue` says of a search that goes like this, and what it leaves. */
async function pursued(
	trying: Hunt['trying'],
	{
		left = Infinity,
		mayStep = false,
		suite = 100,
		kept = []
	}: { left?: number; mayStep?: boolean; suite?: number; kept?: string[] }
) {
	const of: Hunt = { survey: {} as Hunt['survey'], progress: progress({}), trying, isOver: false };
	const state: State = { step: 1, tried: 0, kept, heldBefore: 0, suite, isLate: false };
	let hurried = false;
	const tools = { left: () => left, hurry: () => (hurried = true) } as unknown as Tools;
	const events: AgentEvent[] = [];
	for await (const event of pursue(tools, of, state, mayStep)) events.push(event);
	return { of, state, hurried, events };
}

async function* greenThenForEver(): Hunt['trying'] {
	yield progress({ tried: 100, green: [edit] });
	return new Promise<Progress>(() => {});
}

it('keeps a green edit when the time that is left is only enough to make it', async () => {
	const { of, state, hurried, events } = await pursued(greenThenForEver(), { left: 2250 });
	expect([of.progress.green.length, state.isLate, hurried]).toEqual([1, true, true]);
	expect(events).toHaveLength(1);
});

it('looks at no alternatives when there is no time for any', async () => {
	const { of, state, hurried } = await pursued(greenThenForEver(), { left: 500 });
	expect([of.progress.green.length, state.isLate, hurried]).toEqual([1, true, false]);
});

it('tries nothing more once it is late, in another round neither: the checker was ended', async () => {
	const { state } = await pursued(greenThenForEver(), { left: 2250 });
	const other: Hunt = {
		survey: {} as Hunt['survey'],
		progress: progress({}),
		trying: steps(1),
		isOver: false
	};
	for await (const event of pursue({ left: () => Infinity } as unknown as Tools, other, state, false))
		expect(event).toBeUndefined();
	expect(other.progress.tried).toBe(0);
});

async function* nothingForEver(): Hunt['trying'] {
	yield progress({ tried: 100 });
	return new Promise<Progress>(() => {});
}

it('stops early enough to undo what it edited on the way, and only then', async () => {
	const { state, hurried } = await pursued(nothingForEver(), { left: 2050, kept: ['a.js'] });
	expect([state.isLate, hurried]).toEqual([true, true]);
	const { of } = await pursued(steps(0), { left: 2050 });
	expect([of.progress.tried, of.isOver]).toEqual([6000, true]);
});

async function* steps(gain: number): Hunt['trying'] {
	for (let tried = 500; tried <= 6000; tried += 500)
		yield progress({ tried, steps: [{ candidate: edit, gain }] });
	return progress({ tried: 6000 });
}

it('leaves a round for an edit that helps, sooner where a whole test passes, and can go back to it', async () => {
	const tried = async (gain: number, mayStep: boolean) =>
		(await pursued(steps(gain), { mayStep })).state.tried;
	expect(await tried(1, true)).toBe(1500);
	expect(await tried(0.1, true)).toBe(4500);
	expect(await tried(1, false)).toBe(6000);
	const { of, state } = await pursued(steps(1), { mayStep: true });
	const events: AgentEvent[] = [];
	for await (const event of pursue({ left: () => Infinity } as unknown as Tools, of, state, false))
		events.push(event);
	expect([state.tried, of.isOver]).toEqual([6000, true]);
});
