import { expect, test } from 'vitest';
import type { EvaluationHead } from './evaluation.ts';
import { sampleOf, type Sample } from './sample.ts';
import { mayGoOn, merge } from './shards.ts';

const head: EvaluationHead = {
	type: 'evaluation',
	version: 1,
	...{ agent: 'replay', host: 'h', date: '2026-01-01', seed: 3, samples: 2, tasks: ['a', 'b'] }
};
const sample = (task: string, number: number, run: string | null = `${task}${number}`): Sample => ({
	...sampleOf(null, { task, sample: number, seed: 2 + number }, null),
	run
});
const file = (name: string, samples: readonly Sample[], more: Partial<EvaluationHead> = {}) => ({
	name,
	head: { ...head, ...more },
	samples
});

test('shards are put together as one evaluation has them, whatever their order', () => {
	const [one, other] = [
		[sample('b', 2), sample('a', 1)],
		[sample('a', 2), sample('b', 1)]
	];
	const whole = [sample('a', 1), sample('a', 2), sample('b', 1), sample('b', 2)];
	expect(merge([file('1', one), file('2', other)])).toEqual({ head, samples: whole, missing: [] });
	expect(merge([file('1', one)]).missing).toEqual(['a #2', 'b #1']);
});

test('a sample that ran wins over one that did not, and two runs of one sample are refused', () => {
	const failed = sample('a', 1, null);
	for (const files of [
		[[failed], [sample('a', 1)]],
		[[sample('a', 1)], [failed]]
	])
		expect(merge(files.map((some, index) => file(`${index}`, some))).samples).toEqual([sample('a', 1)]);
	expect(() => merge([file('x', [sample('a', 1)]), file('y', [sample('a', 1, 'another')])])).toThrow(
		'Cannot put y and x together: both have a run of sample 1 of a, so one of them is no shard of the same evaluation'
	);
});

test.each([
	[{ seed: 4 }, 'their seed differs (4, 3)'],
	[{ samples: 1 }, 'their samples differs (1, 2)'],
	[{ limit: 60 }, 'their limit differs (60, undefined)'],
	[{ agent: 'repair' }, 'their agent differs (repair, replay)'],
	[{ host: 'g' }, 'their host differs (g, h)']
])('files of different evaluations are refused: %j', (more, words) => {
	expect(() => merge([file('x', []), file('y', [], more)])).toThrow(words);
	expect(() => merge([])).toThrow(/no results file/);
});

test('a file is gone on with as it is, or not at all', () => {
	const asked = {
		agent: 'replay',
		host: 'h',
		samples: undefined,
		seed: undefined,
		limit: undefined,
		tasks: undefined
	};
	const goOn = (more: object) => () => mayGoOn({ name: 'f', head }, { ...asked, ...more });
	expect(goOn({})).not.toThrow();
	expect(goOn({ samples: 2, seed: 3, tasks: ['b', 'a'] })).not.toThrow();
	expect(goOn({ samples: 4 })).toThrow(
		'its samples is "2", and "4" is asked for. Leave that out, or name another file'
	);
	expect(goOn({ limit: 60 })).toThrow('its limit is "undefined", and "60" is asked for');
	expect(goOn({ seed: 1 })).toThrow('its seed is "3", and "1" is asked for');
	expect(goOn({ agent: 'repair' })).toThrow('its agent is "replay", and "repair" is asked for');
	expect(goOn({ host: 'other' })).toThrow('its host is "h"');
	expect(goOn({ tasks: ['a', 'c'] })).toThrow('it is of 2 tasks, and "c" is not among them');
	expect(goOn({ tasks: ['a'] })).toThrow('it is of 2 tasks, and "b" is left out now');
});
