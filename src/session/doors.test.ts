import fc from 'fast-check';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { SIZE } from '#agent/repair/features.ts';
import { readScaffold, codeact, formatScaffold } from '#agent/scaffold.ts';
import { parseEvaluation } from '#gym/evaluation.ts';
import { packBugs, unpackBugs } from '#gym/training/packed.ts';
import { readInstances, readWeights, writeWeights } from '#gym/training/weights.ts';
import { lessonSchema, parsed } from '#lesson/lesson.ts';
import { readProgress, writeProgress } from '#lesson/progress.ts';
import { CodedError } from '#model/coded-error.ts';
import { readTrajectory } from '#model/modernize.ts';
import { readInstances as readTasks } from '#repo/formats/instances.ts';
import { readArchive } from '#repo/import/archive.ts';
import { openForeign } from '#share/formats/open.ts';
import { samples } from '#share/formats/samples.testing.ts';
import { trajectory } from '#share/sample.testing.ts';
import { parsePredictions } from '#verifier/predictions.ts';

/** Over all doors together; the same ones each time. Links and files that Tabgym shares: src/share/mutations.test.ts. */
const runs = Number(process.env['MUTATIONS'] ?? 10_000);
fc.configureGlobal({ seed: Number(process.env['SEED'] ?? 8) });

type Door = { name: string; text: string; open: (text: string) => unknown };

const sample = {
	...{ agent: 'repair', task: 'demo', sample: 1, seed: 1, resolution: 'full', green: true, empty: false },
	...{ end: 'submitted', steps: 4, candidates: 12, seconds: 1.5, problem: null, run: null, patch: null }
};
const head = {
	...{ type: 'evaluation', version: 1, agent: 'repair', host: 'embedded', date: '2026-01-02T03:04:05.000Z' },
	...{ seed: 1, samples: 1, tasks: ['demo'] }
};
const bug = { id: 'a#1', group: 'a', injected: true, candidates: [[0, 1.5, 2, 1]], labels: [0] };
const prediction = { instance_id: 'demo', model_name_or_path: 'x', model_patch: '--- a/x\n+++ b/x\n' };
const lesson = {
	...{ id: 'p/l', part: 'P', title: 'T', minutes: 5, task: null, run: null, segments: [{ text: 'x' }] },
	...{
		drills: [],
		files: {},
		solution: {},
		commands: { prepare: [], main: null },
		allowEdits: true,
		start: {}
	}
};
const instance = {
	...{ instance_id: 'o__r-1', repo: 'o/r', base_commit: 'c'.repeat(40), problem_statement: 'x' },
	...{ patch: '--- a/x\n+++ b/x\n', test_patch: '', FAIL_TO_PASS: ['a'], PASS_TO_PASS: ['b'], version: '1' }
};
const letters = (bytes: Uint8Array) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0) & 255);
/** No file of an archive lies outside of its folder. */
function archive(text: string): void {
	for (const path of readArchive('x.zip', bytes(text)).keys())
		expect(
			path.split('/').some((part) => ['', '.', '..'].includes(part)),
			path
		).toBe(false);
}

const doors: Door[] = [
	{
		name: 'a stored run',
		text: JSON.stringify(trajectory),
		open: (text) => readTrajectory(asRun(text), 'r1')
	},
	...Object.entries(samples).map(([name, text]) => ({
		name,
		text,
		open: (one: string) => openForeign(one, name)
	})),
	{
		name: 'predictions',
		text: JSON.stringify(prediction),
		open: (text) => parsePredictions('p.jsonl', text)
	},
	{
		name: 'an evaluation',
		text: [head, sample].map((one) => `${JSON.stringify(one)}\n`).join(''),
		open: (text) => parseEvaluation('e.ndjson', text)
	},
	{
		name: 'weights',
		text: writeWeights({ about: 'x', date: '2026-01-02', learnedFrom: ['qs'] }, new Float64Array(SIZE)),
		open: (text) => readWeights('w.json', text)
	},
	{ name: 'bugs to learn from', text: JSON.stringify(bug), open: (text) => readInstances('b.ndjson', text) },
	{
		name: 'packed bugs',
		text: letters(packBugs({ about: 'x', date: '2026-01-02', bugs: [] })),
		open: (text) => unpackBugs('bugs', bytes(text))
	},
	{
		name: 'a lesson',
		text: JSON.stringify(lesson),
		open: (text) => parsed(lessonSchema, tryJson(text), 'p/l')
	},
	{
		name: 'progress',
		text: writeProgress([{ key: 'a/b#c', passed: true, tries: 1, hints: 0, answer: '1', score: null }]),
		open: readProgress
	},
	{ name: 'tasks of SWE-bench', text: JSON.stringify([instance]), open: (text) => readTasks('i.json', text) },
	{ name: 'a prompt with its tools', text: formatScaffold(codeact), open: readScaffold },
	{
		name: 'an archive',
		text: letters(zipSync({ 'a/x.js': bytes('1'), 'a/y.js': bytes('2') })),
		open: archive
	}
];

test.each(doors)(
	'$name that was changed is read, or refused with a code',
	({ text, open }) => {
		const read = (given: string) => {
			try {
				open(given);
			} catch (error) {
				if (!(error instanceof CodedError)) throw error;
			}
		};
		open(text);
		const changed = fc
			.tuple(fc.nat(text.length - 1), fc.nat(16), fc.string({ maxLength: 12 }))
			.map(([at, length, other]) => text.slice(0, at) + other + text.slice(at + length));
		const value = tryJson(text);
		const deep = fc
			.tuple(fc.nat(80), fc.oneof(fc.jsonValue(), fc.constant('__proto__')))
			.map(([at, other]) => {
				let left = at;
				return JSON.stringify(value, (_key, inner: unknown) => (left-- === 0 ? other : inner)) ?? '';
			});
		fc.assert(fc.property(typeof value === 'string' ? changed : fc.oneof(changed, deep), read), {
			numRuns: Math.ceil(runs / doors.length)
		});
		expect(Object.keys(Object.prototype)).toEqual([]);
	},
	120_000
);

function tryJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

/** What the store gives: an object with a head and a list, whatever is in them. */
function asRun(text: string): { head: unknown; events: readonly unknown[] } {
	const value = tryJson(text);
	const { head: first, events } = Object(value) as { head?: unknown; events?: unknown };
	return { head: first, events: Array.isArray(events) ? events : [events] };
}
