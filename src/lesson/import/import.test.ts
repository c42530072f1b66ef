import { expect, test } from 'vitest';
import type { Tree } from '#model/tree.ts';
import { parseLesson } from '../parse.ts';
import { writeLesson } from '../write.ts';
import { importLessons } from './import.ts';

const treeOf = (files: Record<string, string | Uint8Array>): Tree =>
	new Map(
		Object.entries(files).map(([path, text]) => [
			path,
			{ bytes: typeof text === 'string' ? new TextEncoder().encode(text) : text }
		])
	);

const kit = {
	'src/content/tutorial/meta.md':
		'---\ntype: tutorial\nmainCommand: node main.js\nparts: [2-first, 1-second]\n---\n',
	'src/content/tutorial/2-first/meta.md':
		"---\ntype: part\ntitle: First\ntemplate: plain\nprepareCommands:\n  - ['npm install', 'Installing']\npreviews: [3000]\n---\n",
	'src/content/tutorial/2-first/1-chapter/meta.md': '---\ntype: chapter\ntitle: Sums\n---\n',
	'src/content/tutorial/2-first/1-chapter/1-add/content.md': [
		'---\ntype: lesson\ntitle: Add\nfocus: /sum.js\nterminal:\n  panels: terminal\n---',
		'Add them.\n\n![a sum](./sum.png)\n\n:::tip\nUse `+`.\n:::\n',
		'```solution:/sum.js\n```\n\n{{drill fake}}\n'
	].join('\n'),
	'src/content/tutorial/2-first/1-chapter/1-add/_files/sum.js': 'export const sum = () => 0;\n',
	'src/content/tutorial/2-first/1-chapter/1-add/_solution/sum.js': 'export const sum = (a, b) => a + b;\n',
	'src/content/tutorial/2-first/1-chapter/1-add/_files/logo.png': new Uint8Array([0, 1, 2]),
	'src/content/tutorial/2-first/1-chapter/2-read/content.mdx':
		"---\ntype: lesson\ntitle: Read\nmainCommand: ''\n---\nimport Box from './box'\n\n<Box>Only words.</Box>\n",
	'src/content/tutorial/1-second/meta.md': '---\ntype: part\ntitle: Second\n---\n',
	'src/content/tutorial/1-second/1-c/1-tests/content.md':
		'---\ntitle: Tested\ntemplate: gone\n---\nMake it green.\n',
	'src/content/tutorial/1-second/1-c/1-tests/_files/package.json': '{"scripts":{"test":"node --test"}}',
	'src/content/tutorial/1-second/1-c/1-tests/_files/a.js': 'module.exports = 1;',
	'src/content/tutorial/1-second/1-c/1-tests/_solution/a.js': 'module.exports = 2;',
	'src/templates/shared/main.js': 'import "./sum.js";\n',
	'src/templates/shared/sum.js': 'of the template',
	'src/templates/plain/.tk-config.json': '{"extends":"../shared"}',
	'src/templates/plain/package.json': '{"type":"module"}'
};

test('TutorialKit: parts in their order, what is inherited, templates, start and solution files, commands', () => {
	const { layout, lessons } = importLessons('kit', treeOf(kit));
	expect(layout).toBe('TutorialKit');
	expect(lessons.map(({ id, part, title }) => [id, part, title])).toEqual([
		['2-first-1-chapter/1-add', 'First: Sums', 'Add'],
		['2-first-1-chapter/2-read', 'First: Sums', 'Read'],
		['1-second-1-c/1-tests', 'Second', 'Tested']
	]);
	const [add, read, tested] = lessons;
	expect(add).toMatchObject({
		task: null,
		allowEdits: true,
		commands: { prepare: ['npm install'], main: 'node main.js' },
		start: {
			'main.js': 'import "./sum.js";\n',
			'sum.js': 'export const sum = () => 0;\n',
			'package.json': '{"type":"module"}'
		},
		drills: [{ id: 'solve', kind: 'same', files: ['sum.js'] }]
	});
	expect(add?.segments[0]).toEqual({
		text: 'Add them.\n\n_[Picture: a sum]_\n\n> **Tip**\n> \n> Use `+`.\n\n```js\nexport const sum = (a, b) => a + b;\n```\n\n\\{{drill fake}}'
	});
	expect(read).toMatchObject({ commands: { main: null }, allowEdits: false, drills: [] });
	expect(read?.segments).toEqual([{ text: 'Only words.' }]);
	expect(tested?.drills).toMatchObject([{ kind: 'command', command: 'npm test', files: ['a.js'] }]);
});

test('what cannot be taken over is listed, each thing once with its places', () => {
	const { left } = importLessons('kit', treeOf(kit));
	expect(left.map(({ what, where }) => [what, where.length])).toEqual([
		['previews', 2],
		['terminal', 1],
		['files that are no text', 1],
		['pictures', 1],
		['components of MDX', 1],
		['the template "gone"', 1]
	]);
	expect(left[0]?.why).toContain('there is no preview beside a lesson');
});

const svelte = {
	'content/tutorial/common/package.json': '{"type":"module"}',
	'content/tutorial/01-part/meta.json': '{"title":"Part one"}',
	'content/tutorial/01-part/01-intro/meta.json': '{"title":"Introduction","focus":"/src/App.svelte"}',
	'content/tutorial/01-part/01-intro/01-hello/README.md':
		'---\ntitle: Hello\npath: /x\n---\nSay it:\n\n```svelte\n/// file: App.svelte\n<h1>---Bye---+++Hello+++</h1>\n```\n',
	'content/tutorial/01-part/01-intro/01-hello/app-a/src/App.svelte': '<h1>Bye</h1>',
	'content/tutorial/01-part/01-intro/01-hello/app-b/src/App.svelte': '<h1>Hello</h1>',
	'content/tutorial/01-part/01-intro/02-more/index.md': '---\ntitle: More\n---\nAdd a file.\n',
	'content/tutorial/01-part/01-intro/02-more/+assets/app-b/src/More.svelte': '<p>More</p>',
	'content/tutorial/01-part/01-intro/02-more/+assets/app-b/src/Old.svelte': '__delete'
};

test('learn.svelte.dev: an exercise begins with what the one before it ended with; old and new places of the apps', () => {
	const { layout, lessons, left } = importLessons('svelte', treeOf(svelte));
	expect(layout).toBe('learn.svelte.dev');
	expect(lessons.map(({ id, part, title }) => [id, part, title])).toEqual([
		['01-part-01-intro/01-hello', 'Part one: Introduction', 'Hello'],
		['01-part-01-intro/02-more', 'Part one: Introduction', 'More']
	]);
	expect(lessons[0]?.segments[0]).toEqual({
		text: 'Say it:\n\n`App.svelte`\n\n```svelte\n<h1>Hello</h1>\n```'
	});
	expect(lessons[1]?.start).toEqual({
		'package.json': '{"type":"module"}',
		'src/App.svelte': '<h1>Hello</h1>'
	});
	expect(lessons[1]?.drills).toMatchObject([{ kind: 'same', files: ['src/More.svelte'] }]);
	expect(left.map(({ what }) => what)).toEqual([
		'path',
		'the running app',
		'marks of new and old code',
		'files that a solution deletes'
	]);
});

test('our own folders, and a lesson written out and read back is the same', () => {
	const own = {
		'course/one/part.md': '---\ntitle: Part one\ntask: minimist-1.2.5\nminutes: 7\n---\n',
		'course/one/first/lesson.md':
			'---\ntitle: First\nallowEdits: true\ncommands: {prepare: [], main: node a.js}\ndrills:\n  - {id: do, kind: command, question: Do it, command: node a.js, files: [a.js], hints: [Look.]}\n---\nText\n\n{{drill do}}\n\nMore\n',
		'course/one/first/start/a.js': 'process.exit(1)\n',
		'course/one/first/solution/a.js': '// done\n'
	};
	const { layout, lessons } = importLessons('own', treeOf(own));
	expect(layout).toBe('Tabgym');
	expect(lessons[0]).toMatchObject({ id: 'one/first', part: 'Part one', minutes: 7, task: 'minimist-1.2.5' });
	for (const lesson of [...lessons, ...importLessons('kit', treeOf(kit)).lessons]) {
		const { part, files } = writeLesson(lesson);
		expect(parseLesson(lesson.id, part, files)).toEqual(lesson);
	}
});

test.each([
	['nothing that is known', { 'a.txt': 'x' }, 'it has no lesson.md (Tabgym), no content.md (TutorialKit)'],
	[
		'a drill that edits where nothing may be edited',
		{
			'p/l/lesson.md':
				'---\ntitle: T\ndrills:\n  - {id: a, kind: same, question: Q, files: [a]}\n---\n{{drill a}}\n'
		},
		'its drill "a" needs allowEdits: true'
	],
	[
		'a fix without a task',
		{
			'p/l/lesson.md':
				'---\ntitle: T\nallowEdits: true\ndrills:\n  - {id: a, kind: fix, question: Q, files: [a]}\n---\n{{drill a}}\n'
		},
		'its drill "a" needs a task'
	]
])('%s is refused by name', (_, files: Record<string, string>, message) => {
	expect(() => importLessons('x', treeOf(files))).toThrow(message);
});
