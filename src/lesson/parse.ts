/** A lesson out of its folder: front matter inherited from the part, a text, and drills where the text says {{drill id}}. */
import { parse } from 'yaml';
import { CodedError } from '#model/coded-error.ts';
import { lessonSchema, parsed, type Lesson, type Segment } from './lesson.ts';

/** Text files by path below the folder. */
export type Folder = ReadonlyMap<string, string>;

const MATTER = /^---\r?\n([\s\S]*?)\r?\n---\r?\n?/;

export function frontMatter(source: string, name: string): { matter: Record<string, unknown>; body: string } {
	const found = MATTER.exec(source);
	if (!found) return { matter: {}, body: source };
	try {
		const matter: unknown = parse(found[1] ?? '');
		if (typeof matter !== 'object' || matter === null || Array.isArray(matter))
			throw new Error('it is no list of fields');
		return { matter: { ...matter }, body: source.slice(found[0].length) };
	} catch (error) {
		const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
		throw new CodedError('E_LESSON', `Cannot read lesson "${name}": its front matter is no YAML (${why})`);
	}
}

const NOTHING = {
	...{ minutes: null, task: null, run: null, allowEdits: false },
	...{ commands: { prepare: [], main: null }, drills: [], files: {}, start: {}, solution: {} }
};

/** A lesson with what is not said left empty, whose parts agree with one another. @throws CodedError E_LESSON */
export function lessonOf(fields: Record<string, unknown>, id: string): Lesson {
	const lesson = parsed(lessonSchema, { ...NOTHING, ...fields, id }, id);
	agree(lesson);
	return lesson;
}

/** @throws CodedError E_LESSON that names the lesson and the field */
export function parseLesson(id: string, part: string, folder: Folder): Lesson {
	const source = folder.get('lesson.md');
	if (source === undefined)
		throw new CodedError('E_LESSON', `Cannot read lesson "${id}": it has no lesson.md`);
	const above = frontMatter(part, id.split('/')[0] ?? id).matter;
	const { matter, body } = frontMatter(source, id);
	const { title: partTitle = id.split('/')[0], ...inherited } = above;
	const below = (prefix: string) =>
		Object.fromEntries(
			[...folder].flatMap(([path, text]) =>
				path.startsWith(prefix) ? [[path.slice(prefix.length), text]] : []
			)
		);
	const files = Object.fromEntries(
		[...folder].filter(([path]) => !path.includes('/') && path !== 'lesson.md')
	);
	return lessonOf(
		{
			...inherited,
			...matter,
			part: partTitle,
			segments: segmentsOf(body),
			files,
			start: below('start/'),
			solution: below('solution/')
		},
		id
	);
}

function segmentsOf(body: string): Segment[] {
	return body
		.split(/^\{\{drill ([a-z0-9-]+)\}\}[ \t]*$/m)
		.map((piece, index): Segment => (index % 2 ? { drill: piece } : { text: piece.trim() }))
		.filter((segment) => 'drill' in segment || segment.text !== '');
}

const NEEDS_RUN = new Set<string>(['step', 'breakpoint', 'fork']);
const NEEDS_TASK = new Set<string>(['prediction', 'judge', 'fix', 'prompt']);

/** Each drill stands once in the text, and each file that is named is there. */
function agree({ id, drills, segments, run, files, allowEdits, task, solution }: Lesson): void {
	const refuse = (why: string) => new CodedError('E_LESSON', `Cannot read lesson "${id}": ${why}`);
	const placed = segments.flatMap((segment) => ('drill' in segment ? [segment.drill] : []));
	const named = drills.map((drill) => drill.id);
	for (const drill of placed)
		if (!named.includes(drill)) throw refuse(`its text has a drill "${drill}" that is not among its drills`);
	for (const drill of named)
		if (placed.filter((one) => one === drill).length !== 1)
			throw refuse(`the drill "${drill}" must stand once in its text`);
	if (run !== null && files[run] === undefined) throw refuse(`there is no file "${run}" for its run`);
	if (run !== null && task === null) throw refuse('its run needs the task that it was made on');
	for (const drill of drills) {
		if ('patch' in drill && files[drill.patch] === undefined)
			throw refuse(`there is no file "${drill.patch}" for its drill "${drill.id}"`);
		if (drill.kind === 'choice' && drill.answer > drill.options.length)
			throw refuse(`the answer of drill "${drill.id}" is not among its options`);
		if ('files' in drill && !allowEdits) throw refuse(`its drill "${drill.id}" needs allowEdits: true`);
		if (NEEDS_RUN.has(drill.kind) && run === null) throw refuse(`its drill "${drill.id}" needs a run`);
		if (NEEDS_TASK.has(drill.kind) && task === null) throw refuse(`its drill "${drill.id}" needs a task`);
		if (drill.kind === 'same')
			for (const path of drill.files)
				if (solution[path] === undefined)
					throw refuse(`there is no file "${path}" in its solution for its drill "${drill.id}"`);
	}
}
