/**
 * The layout of learn.svelte.dev and of svelte.dev/tutorial: <part>/<chapter>/<exercise> with README.md or index.md, app-a (what one
 * begins with) and app-b (the solution), also below "+assets"; meta.json above; common/ for what all begin with. An exercise without
 * app-a begins with what the one before it ended with.
 */
import { lessonOf } from '#lesson/parse.ts';
import type { Lesson } from '#lesson/lesson.ts';
import {
	drillOf,
	inFolder,
	inOrder,
	Leaving,
	matterOf,
	nameOf,
	parentOf,
	plain,
	slugOf,
	textsBelow,
	withoutPictures,
	type Brought,
	type Imported
} from './layout.ts';

const APP = /^(.*?)\/(?:\+assets\/)?app-[ab]\//;
const TEXTS = ['README.md', 'index.md', 'text.md'];

export const isSvelte = (files: Brought): boolean => exercisesOf(files).length > 0;

export function importSvelte(files: Brought): Imported {
	const leaving = new Leaving();
	const exercises = exercisesOf(files);
	const root = parentOf(parentOf(parentOf(exercises[0]?.folder ?? '')));
	/** Since the last app-a: an exercise without one begins with what came before. */
	let chain: Record<string, string> = {};
	const lessons: Lesson[] = [];
	for (const { folder, text } of exercises) {
		const app = (name: string) => ({
			...textsBelow(files, `${folder}/${name}`, leaving),
			...textsBelow(files, `${folder}/+assets/${name}`, leaving)
		});
		const [a, b] = [app('app-a'), app('app-b')];
		if (Object.keys(a).length > 0) chain = a;
		const chapter = parentOf(folder);
		const part = parentOf(chapter);
		const start = {
			...textsBelow(files, inFolder(root, 'common'), leaving),
			...textsBelow(files, inFolder(part, 'common'), leaving),
			...chain
		};
		const solution = solutionOf(b, folder, leaving);
		const { matter, body } = matterOf(files, text);
		leaving.fields(matter, UNTAKEN, folder);
		const drill = drillOf(start, solution);
		if (Object.keys({ ...start, ...solution }).some((path) => path.endsWith('.svelte')))
			leaving.note(
				'the running app',
				'components are not compiled and shown here; the files are compared with the solution',
				folder
			);
		const above = [part, chapter].map((one) => titleOf(files, one)).filter(Boolean);
		lessons.push(
			lessonOf(
				{
					part: above.join(': ') || 'Tutorial',
					title: String(matter['title'] ?? nameOf(folder)),
					allowEdits: drill !== null,
					segments: [{ text: textOf(body, text, leaving) }, ...(drill ? [{ drill: 'solve' }] : [])],
					drills: drill ? [drill] : [],
					start,
					solution
				},
				`${slugOf(`${nameOf(part)}-${nameOf(chapter)}`)}/${slugOf(nameOf(folder))}`
			)
		);
		chain = { ...chain, ...solution };
	}
	return { layout: 'learn.svelte.dev', lessons, left: leaving.list() };
}

const UNTAKEN: Record<string, string> = {
	path: 'there is no preview that could open at it',
	editing_constraints: 'only the files that the solution changes can be edited'
};

/** Folders that have an app, or stand beside one and have a text. */
function exercisesOf(files: Brought): { folder: string; text: string }[] {
	const apps = new Set([...files.keys()].flatMap((path) => APP.exec(path)?.[1] ?? []));
	const chapters = new Set([...apps].map(parentOf));
	const texts = [...files.keys()].filter((path) => TEXTS.includes(nameOf(path)) && files.get(path) !== null);
	return texts
		.map((text) => ({ folder: parentOf(text), text }))
		.filter(
			({ folder }) =>
				apps.has(folder) || (folder !== '' && chapters.has(parentOf(folder)) && !chapters.has(folder))
		)
		.sort((one, other) => inOrder(one.folder, other.folder));
}

function titleOf(files: Brought, folder: string): string {
	const json = files.get(inFolder(folder, 'meta.json'));
	try {
		const { title } = JSON.parse(json ?? '{}') as { title?: unknown };
		if (typeof title === 'string') return title;
	} catch {
		return nameOf(folder); // a title is no reason to refuse a course
	}
	const { title } = matterOf(files, inFolder(folder, 'index.md')).matter;
	return typeof title === 'string' ? title : nameOf(folder).replace(/^\d+-/, '');
}

/** Files named by "__delete" are to be deleted, which an editor of files cannot do. */
function solutionOf(b: Record<string, string>, where: string, leaving: Leaving): Record<string, string> {
	return Object.fromEntries(
		Object.entries(b).filter(([path, text]) => {
			const deletes = text.startsWith('__delete') || nameOf(path) === '__delete';
			if (deletes) leaving.note('files that a solution deletes', 'they stay', where);
			return !deletes;
		})
	);
}

/** Code without the marks for what is new and what goes, with its file's name before it. */
function textOf(body: string, where: string, leaving: Leaving): string {
	const code = body.replace(/^```([\w-]*)[^\n]*\n([\s\S]*?)^```$/gm, (_, language: string, text: string) => {
		const file = /^\/\/\/ file: *(.+)$/m.exec(text)?.[1];
		const bare = text.replace(/^\/\/\/ .*\n/gm, '');
		const unmarked = bare.replace(/---[^\n]*?---/g, '').replace(/\+\+\+([\s\S]*?)\+\+\+/g, '$1');
		if (unmarked !== bare)
			leaving.note('marks of new and old code', 'the code is shown as it is to become', where);
		return `${file ? `\`${file}\`\n\n` : ''}\`\`\`${language}\n${unmarked}\`\`\``;
	});
	const callouts = code.replace(
		/^> \[!(\w+)\]/gm,
		(_, kind: string) => `> **${kind[0]}${kind.slice(1).toLowerCase()}**\n>\n>`
	);
	return plain(withoutPictures(callouts, where, leaving)).trim();
}
