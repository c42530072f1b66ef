import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fold } from '#model/run.ts';
import type { Trajectory } from '#model/trajectory.ts';
import { hexDigest, toLetters } from './bytes.ts';
import { contentReader } from './contents.ts';
import { slimmed } from './lab.ts';
import { offerEvaluation, offerRun } from './offer.ts';
import { packRun, unpackRun } from './run.ts';
import {
	bytes,
	everyKind,
	read,
	second,
	shareOf,
	third,
	trajectory,
	versions,
	words
} from './sample.testing.ts';
import { KINDS, readFile, readLetters, writeFile, writeLetters } from './share.ts';

test('a full run comes out of a link as it went in', async () => {
	const share = await shareOf('full');
	if (share.kind !== 'run') throw new Error('No run');
	expect(share.at).toBe(4);
	expect(unpackRun(share.run, words).trajectory).toEqual(trajectory);
});

test('a lean run keeps actions, statuses and verdict, and digests in place of outputs', async () => {
	const share = await shareOf('lean');
	if (share.kind !== 'run') throw new Error('No run');
	const { trajectory: lean, digests } = unpackRun(share.run, words);
	expect([...digests.keys()]).toEqual(['call-0']);
	const [was, is] = [fold(trajectory.events), fold(lean.events)];
	expect(is.verdict?.resolution).toBe('none');
	expect(is.changes).toEqual(was.changes);
	expect([...is.tests].map(([id, { now }]) => [id, now])).toEqual([
		['a', 'passed'],
		['c', 'failed']
	]);
	expect(is.steps[0]?.calls[0]?.output).toContain('810 characters came back');
});

test('contents come out as edits of what was there before, checked against their digest', async () => {
	const share = await shareOf('lean');
	if (share.kind !== 'run') throw new Error('No run');
	const base = new Map([['index.js', { bytes: versions[0] ?? bytes('') }]]);
	const get = contentReader(share.run.contents, base);
	expect(await get(second)).toEqual(versions[1]);
	expect(await get(third)).toEqual(versions[2]);
	const other = contentReader(share.run.contents, new Map([['index.js', { bytes: bytes('other') }]]));
	await expect(other(second)).rejects.toThrow('the task on this site has another version of it');
});

test('a file carries everything, and says when it was changed', async () => {
	const file = writeFile(await shareOf('full', null));
	const share = readFile(file);
	if (share.kind !== 'run') throw new Error('No run');
	expect(unpackRun(share.run, { issue: '', tests: [] }).trajectory).toEqual(trajectory);
	expect(() => readFile(file.replace('Look.', 'Loop.'))).toThrow(
		'its content was changed after it was written'
	);
	expect(() => readFile(file.slice(0, -40))).toThrow('it is not whole');
});

test('the richest form that fits is offered; a run that fits in no link has a file', async () => {
	const options = { at: null, full: false, before: 40 };
	const offered = (one: Trajectory, more = {}) =>
		offerRun({ trajectory: one, words, read }, { ...options, ...more });
	expect((await offered(trajectory)).form).toBe('full');
	const noise = (length: number) => Array.from({ length }, (_, n) => hexDigest(bytes(String(n)))).join('');
	const long = (length: number): Trajectory => ({
		...trajectory,
		events: trajectory.events.map((event) =>
			event.type === 'tool-returned' ? { ...event, output: noise(length) } : event
		)
	});
	expect((await offered(long(300))).form).toBe('short');
	expect((await offered(long(300), { full: true })).form).toBe('full');
	const thought: Trajectory = {
		...trajectory,
		events: trajectory.events.map((event) =>
			event.type === 'thought' ? { ...event, text: noise(1000) } : event
		)
	};
	expect((await offered(thought)).letters).toBe(null);
});

test('contents that are not to be had are named, and the run is shared without them', async () => {
	const options = { at: null, full: false, before: 40 };
	const gone = async (id: string) => (id === third ? null : read(id));
	const offered = await offerRun({ trajectory, words, read: gone }, options);
	expect(offered.missing).toEqual(['new.js']);
	expect(offered.letters).not.toBe(null);
	expect((await offerRun({ trajectory, words, read }, options)).missing).toEqual([]);
});

test('thirty steps with much output fit a link: it carries actions rather than what came back', async () => {
	const [started, ...rest] = trajectory.events;
	const [ended, judged] = rest.slice(-2);
	if (!started || !ended || !judged) throw new Error('No run');
	const noise = (step: number) =>
		Array.from({ length: 60 }, (_, n) => hexDigest(bytes(`${step} ${n}`))).join('\n');
	const steps = Array.from({ length: 30 }, (_, step) => [
		{ type: 'thought' as const, step, text: `Step ${step}: what does src/part-${step % 7}.js do?` },
		{
			...{ type: 'tool-called' as const, step, callId: `call-${step}`, tool: 'bash' },
			input: { command: `node --test test/part-${step % 7}.test.js | tail -${step}` }
		},
		{
			type: 'tool-returned' as const,
			step,
			callId: `call-${step}`,
			output: noise(step),
			exitCode: 0
		}
	]).flat();
	const events = [started, ...steps, ended, judged].map((fact, seq) => ({ ...fact, seq, at: seq * 10 }));
	const long: Trajectory = { ...trajectory, events };
	const { letters, form, code } = await offerRun(
		{ trajectory: long, words, read },
		{ at: null, full: false, before: 40 }
	);
	expect([form, (letters?.length ?? 1e9) < 4000]).toEqual(['lean', true]);
	expect(code).toEqual({ letters, form });
});

test.each([
	['hello', 'it is not a link of Tabgym'],
	['v9.abc', 'it is of format 9 and this page knows format 1'],
	['v1.abcdefgh', 'it is not whole; it was probably cut or changed'],
	[toLetters({ kind: 'virus' }), 'field "kind" is wrong'],
	[toLetters({ kind: 'task', task: '../../evil' }), 'field "task" is wrong']
])('%s is refused by name', (text, message) => {
	expect(() => readLetters(text)).toThrow(message);
});

test('what inflates to too much is refused before it is all there', () => {
	const bomb = toLetters('a'.repeat(9e6));
	expect(bomb.length).toBeLessThan(400_000);
	expect(() => readLetters(bomb)).toThrow('it holds more than 8 MB');
});

test('a path that leads out of the repository is refused', async () => {
	const run = await packRun(trajectory, 'lean', words, read);
	const events = run.events.map((event) =>
		event.type === 'files-changed' ? { ...event, patch: [['../x', null, 0]] } : event
	);
	expect(() => unpackRun({ ...run, events }, words)).toThrow('no path in a repository');
});

const folder = new URL('./fixtures/', import.meta.url);
const fixtures = readdirSync(folder).filter((name) => name.endsWith('.json'));

test.each(fixtures)('%s: a link made once opens for ever', (name) => {
	const letters = readFileSync(new URL(name.replace('.json', '.txt'), folder), 'utf8').trim();
	const expected: unknown = JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
	// What was added to its kind since then has a value of its own.
	expect(readLetters(letters)).toMatchObject(expected as object);
});

test('the files of a link made once can be shown for ever: its task may not change under its name', async () => {
	const share = readLetters(readFileSync(new URL('run-2.txt', folder), 'utf8').trim());
	if (share.kind !== 'run') throw new Error('No run');
	const repository = new URL('../../tasks/login-sometimes-fails/repo/', import.meta.url);
	const base = new Map([
		['src/tokens.js', { bytes: readFileSync(new URL('src/tokens.js', repository)) }] as const
	]);
	const get = contentReader(share.run.contents, base);
	const { trajectory } = unpackRun(share.run, words);
	const { changes } = fold(trajectory.events);
	expect(changes.map(({ path }) => path)).toEqual(['src/tokens.js']);
	for (const { after } of changes)
		expect(new TextDecoder().decode(await get(after ?? ''))).toContain('module.exports');
});

test('every kind of thing that can be shared has a link that opens for ever, and comes out of link and file as it went in', async () => {
	const kinds = await everyKind();
	expect(fixtures.map((name) => name.replace(/-\d+\.json$/, ''))).toEqual(
		expect.arrayContaining(kinds.map(({ kind }) => kind))
	);
	for (const share of kinds) {
		expect(readLetters(writeLetters(share))).toEqual(share);
		expect(readFile(writeFile(share))).toEqual(share);
	}
	expect(new Set(kinds.map(({ kind }) => kind))).toEqual(new Set(KINDS));
});

test('an evaluation that is long loses patches before reasons, and figures never', async () => {
	const [evaluation] = (await everyKind()).flatMap((one) =>
		one.kind === 'evaluation' ? [one.evaluation] : []
	);
	if (!evaluation) throw new Error('No evaluation');
	expect(slimmed(evaluation, 'short').done.map(({ patch, problem }) => [patch, problem])).toEqual([
		[null, null],
		[null, 'The sandbox did not start']
	]);
	expect(slimmed(evaluation, 'lean').done.map(({ problem, resolution }) => [problem, resolution])).toEqual([
		[null, 'full'],
		[null, null]
	]);
	const many = { ...evaluation, done: Array.from({ length: 60 }, () => evaluation.done).flat() };
	const { letters, form } = await offerEvaluation(many, { full: false, before: 40 });
	expect(letters?.length).toBeLessThan(8000);
	expect(form).toBe('full');
});
