import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CodedError } from '#model/coded-error.ts';
import { importLessons } from './import/import.ts';
import { readProgress, writeProgress } from './progress.ts';

/** MUTATIONS=10000 npx vitest run src/lesson/mutations */
const runs = Number(process.env['MUTATIONS'] ?? 1000);
fc.configureGlobal({ seed: 8 });
const changed = (text: string) =>
	fc
		.tuple(fc.nat(text.length - 1), fc.nat(20), fc.string({ maxLength: 12 }))
		.map(([at, length, other]) => text.slice(0, at) + other + text.slice(at + length));
const refused = (work: () => unknown) => {
	try {
		work();
	} catch (error) {
		if (!(error instanceof CodedError)) throw error;
	}
};
const lesson =
	'---\ntitle: T\nallowEdits: true\ndrills:\n  - {id: a, kind: same, question: Q, files: [x.js], hints: [H]}\n---\nText\n\n{{drill a}}\n';
const layouts: Record<string, string>[] = [
	{ 'p/l/lesson.md': lesson, 'p/l/solution/x.js': '1', 'p/part.md': '---\ntitle: P\n---\n' },
	{
		'src/content/tutorial/1-p/meta.md': '---\ntype: part\ntitle: P\ntemplate: {name: t}\n---\n',
		'src/content/tutorial/1-p/1-l/content.mdx':
			'---\ntype: lesson\ntitle: L\nmainCommand: [a, b]\n---\n:::tip\nx\n:::\n<A b={1}>\n',
		'src/content/tutorial/1-p/1-l/_solution/x.js': '1',
		'src/templates/t/.tk-config.json': '{"extends": "../t"}',
		'src/templates/t/package.json': '{"scripts": {"test": "x"}}'
	},
	{
		'a/meta.json': '{"title": "A"}',
		'a/b/c/index.md': '---\ntitle: C\n---\n```js\n/// file: x.js\n+++a+++\n```\n',
		'a/b/c/app-a/x.js': '1',
		'a/b/c/app-b/x.js': '2'
	}
];

test('folders of lessons that were changed are read, or refused with a code', () => {
	const mutated = fc.constantFrom(...layouts).chain((files) => {
		const names = Object.keys(files);
		return fc.constantFrom(...names).chain((name) =>
			changed(files[name] ?? ' ').map((text) => {
				const tree = new Map(
					Object.entries({ ...files, [name]: text }).map(([path, one]) => [
						path,
						{ bytes: new TextEncoder().encode(one) }
					])
				);
				return tree;
			})
		);
	});
	fc.assert(
		fc.property(mutated, (tree) => refused(() => importLessons('x', tree))),
		{ numRuns: runs }
	);
}, 120_000);

test('progress that was changed is read, or refused with a code, and pollutes nothing', () => {
	const file = writeProgress([{ key: 'a/b#c', passed: true, tries: 1, hints: 0, answer: '1', score: null }]);
	fc.assert(
		fc.property(changed(file), (text) => refused(() => readProgress(text))),
		{ numRuns: runs }
	);
	expect(({} as Record<string, unknown>)['passed']).toBe(undefined);
});
