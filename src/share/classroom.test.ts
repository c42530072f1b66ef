import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as v from 'valibot';
import { CodedError } from '#model/coded-error.ts';
import { hexDigest, toLetters } from './bytes.ts';
import { assignmentDigest, assignmentSchema, resultsDigest, submissionSchema } from './classroom.ts';
import { readFile, readLetters, writeFile, writeLetters, type Share } from './share.ts';

/** MUTATIONS=10000 npx vitest run src/share/classroom */
const runs = Number(process.env['MUTATIONS'] ?? 400);
const first = { title: 'Races', tasks: ['demo'], hints: true, due: 'Friday', minutes: 30, seed: 1 };
const assignment = v.parse(assignmentSchema, first);
const submission = v.parse(submissionSchema, {
	assignment: assignmentDigest(assignment),
	name: 'Mara',
	work: [
		{
			task: 'demo',
			hints: 1,
			attempts: [
				{ at: 5000, files: { 'src/a.js': 'let a = 1;\n' }, resolution: 'full', results: resultsDigest([]) }
			],
			log: [{ at: 0, what: 'opened' }]
		}
	],
	lessons: [
		{ lesson: 'a/b', answers: [{ drill: 'x', passed: true, tries: 1, hints: 0, answer: '4', score: null }] }
	]
});

test('an assignment of the first day keeps its digest, and what came later has a digest of its own', () => {
	const text = JSON.stringify(['Races', ['demo'], true, 'Friday', 30, 1]);
	expect(assignmentDigest(assignment)).toBe(hexDigest(new TextEncoder().encode(text)));
	expect(assignmentDigest({ ...assignment, lessons: ['a/b'] })).not.toBe(assignmentDigest(assignment));
	expect(assignmentDigest({ ...assignment, mode: 'run' })).not.toBe(assignmentDigest(assignment));
});

test('an assignment without anything to do, and a file that leads out of a repository, are refused', () => {
	const open = (share: unknown) => readLetters(toLetters(share));
	expect(() => open({ kind: 'assignment', assignment: { ...first, tasks: [] } })).toThrow(
		'It has no task and no lesson'
	);
	const work = [{ ...submission.work[0], attempts: [{ at: 0, files: { '../x': '' }, resolution: 'none' }] }];
	expect(() => open({ kind: 'submission', submission: { ...submission, work } })).toThrow(
		'Cannot open this link'
	);
});

test('results have the same digest in any order, and another one where a test does not hold', () => {
	const [a, b] = [
		{ id: 'a', holds: true },
		{ id: 'b', holds: false }
	];
	expect(resultsDigest([a, b])).toBe(resultsDigest([b, a]));
	expect(resultsDigest([a])).not.toBe(resultsDigest([{ ...a, holds: false }]));
});

/** A value that the door lets in, or a refusal with a code; nothing else. */
function open(read: () => Share): void {
	try {
		const share = read();
		if (share.kind !== 'submission') return;
		const paths = share.submission.work.flatMap(({ attempts }) =>
			attempts.flatMap(({ files }) => Object.keys(files))
		);
		for (const path of paths) expect(path.split('/')).not.toContain('..');
	} catch (error) {
		if (!(error instanceof CodedError)) throw error;
	}
}

test('submissions that were changed, cut or rebuilt are read whole or refused by name', () => {
	const share: Share = { kind: 'submission', submission };
	const [letters, file, json] = [writeLetters(share), writeFile(share), JSON.stringify(share)];
	const changed = (text: string) =>
		fc
			.tuple(fc.nat(text.length - 1), fc.nat(12), fc.string({ maxLength: 12 }))
			.map(([at, length, other]) => text.slice(0, at) + other + text.slice(at + length));
	const deep = fc
		.tuple(fc.nat(60), fc.oneof(fc.jsonValue(), fc.constant('__proto__'), fc.constant('../../etc/passwd')))
		.map(([at, value]) => {
			let left = at;
			return JSON.parse(json, (_key, inner: unknown) => (left-- === 0 ? value : inner)) as unknown;
		});
	const keys = fc
		.constantFrom('__proto__', 'constructor', '../x', '/x', 'a//b', 'a\\b', 'ok.js')
		.map((path) => {
			const files = JSON.parse(`{${JSON.stringify(path)}: "x"}`) as Record<string, string>;
			const work = submission.work.map((one) => ({
				...one,
				attempts: [{ at: 0, files, resolution: 'full' }]
			}));
			return { kind: 'submission', submission: { ...submission, work } };
		});
	const options = { numRuns: Math.ceil(runs / 4) };
	fc.assert(
		fc.property(changed(letters), (text) => open(() => readLetters(text))),
		options
	);
	fc.assert(
		fc.property(changed(file), (text) => open(() => readFile(text))),
		options
	);
	// With the digest made good, as somebody does who forges.
	fc.assert(
		fc.property(deep, (value) => open(() => readFile(writeFile(value as Share)))),
		options
	);
	fc.assert(
		fc.property(keys, (value) => open(() => readLetters(toLetters(value)))),
		options
	);
	expect(({} as Record<string, unknown>)['x']).toBe(undefined);
});
