import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CodedError } from '#model/coded-error.ts';
import { toLetters } from './bytes.ts';
import { unpackRun } from './run.ts';
import { everyKind, words } from './sample.testing.ts';
import { KINDS, readFile, readLetters, writeFile, writeLetters, type Share } from './share.ts';

/** Over all kinds together; the same ones each time, unless SEED says so. */
const runs = Number(process.env['MUTATIONS'] ?? 10_000);
const seed = Number(process.env['SEED'] ?? 8);
fc.configureGlobal({ seed });

/** Everything that the door is for: a value, or a refusal with a code; nothing else. */
function open(read: () => Share): void {
	try {
		const share = read();
		if (share.kind === 'run' || share.kind === 'fork') openRun(share.run);
		if (share.kind === 'comparison') for (const run of [share.left, share.right]) openRun(run);
		// What becomes an address names a task or lesson of this site and nothing else.
		if (share.kind === 'task') expect(share.task).toMatch(/^[\w.@+-]{1,120}$/);
		if (share.kind === 'lesson') expect(share.lesson).toMatch(/^[\w-]{1,80}\/[\w-]{1,80}$/);
	} catch (error) {
		if (!(error instanceof CodedError)) throw error;
	}
}

function openRun(packed: Parameters<typeof unpackRun>[0]): void {
	const { trajectory } = unpackRun(packed, words);
	for (const event of trajectory.events)
		for (const { path } of event.type === 'files-changed' ? event.patch : [])
			expect(path.split('/').some((part) => ['', '.', '..'].includes(part))).toBe(false);
}

test.each(await everyKind())(
	'links and files of a $kind that were changed open nothing they should not and crash nothing',
	(share) => {
		const [letters, file, json] = [writeLetters(share), writeFile(share), JSON.stringify(share)];
		const changed = (text: string) =>
			fc
				.tuple(fc.nat(text.length - 1), fc.nat(12), fc.string({ maxLength: 12 }))
				.map(([at, length, other]) => text.slice(0, at) + other + text.slice(at + length));
		const deep = fc
			.tuple(fc.nat(60), fc.oneof(fc.jsonValue(), fc.constant('__proto__')))
			.map(([at, value]) => {
				let left = at;
				return JSON.stringify(JSON.parse(json, (_key, inner: unknown) => (left-- === 0 ? value : inner)));
			});
		const each = Math.ceil(runs / KINDS.length);
		fc.assert(
			fc.property(changed(letters), (text) => open(() => readLetters(text))),
			{ numRuns: Math.ceil(each / 4) }
		);
		fc.assert(
			fc.property(changed(file), (text) => open(() => readFile(text))),
			{ numRuns: Math.ceil(each / 4) }
		);
		// With the check made good, so that what is behind it meets the change.
		fc.assert(
			fc.property(fc.oneof(deep, changed(json)), (text) => open(() => readLetters(toLetters(tryJson(text))))),
			{ numRuns: Math.ceil(each / 2) }
		);
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
