import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fold } from '#model/run.ts';
import type { Trajectory } from '#model/trajectory.ts';
import { hexDigest, toLetters } from './bytes.ts';
import { contentReader } from './contents.ts';
import { offerRun } from './offer.ts';
import { packRun, unpackRun } from './run.ts';
import { bytes, read, second, shareOf, third, trajectory, versions, words } from './sample.testing.ts';
import { readFile, readLetters, writeFile } from './share.ts';

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
	const options = { words, read, at: null, full: false, before: 40 };
	expect((await offerRun(trajectory, options)).form).toBe('full');
	const noise = (length: number) => Array.from({ length }, (_, n) => hexDigest(bytes(String(n)))).join('');
	const long = (length: number): Trajectory => ({
		...trajectory,
		events: trajectory.events.map((event) =>
			event.type === 'tool-returned' ? { ...event, output: noise(length) } : event
		)
	});
	expect((await offerRun(long(300), options)).form).toBe('short');
	expect((await offerRun(long(300), { ...options, full: true })).form).toBe('full');
	const thought: Trajectory = {
		...trajectory,
		events: trajectory.events.map((event) =>
			event.type === 'thought' ? { ...event, text: noise(1000) } : event
		)
	};
	expect((await offerRun(thought, options)).letters).toBe(null);
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

test.each(['task', 'run'])('a link of %s made on the first day opens for ever', (name) => {
	const folder = new URL('./fixtures/', import.meta.url);
	const letters = readFileSync(new URL(`${name}-1.txt`, folder), 'utf8').trim();
	const expected: unknown = JSON.parse(readFileSync(new URL(`${name}-1.json`, folder), 'utf8'));
	expect(readLetters(letters)).toEqual(expected);
});
