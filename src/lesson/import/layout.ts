/** What the readers of lesson layouts share: the files that were brought, the lessons that came of them, and what was left. */
import { frontMatter } from '#lesson/parse.ts';
import type { Lesson } from '#lesson/lesson.ts';

/** Text by path; null = it is there and is no text. */
export type Brought = ReadonlyMap<string, string | null>;

/** Something that could not be taken over. */
export type Left = {
	/** "previews", "a picture". */
	what: string;
	/** What is done in its place, or why there is nothing. */
	why: string;
	/** Lessons and files where it stands. */
	where: readonly string[];
};

export type Imported = { layout: string; lessons: readonly Lesson[]; left: readonly Left[] };

/** Collects what is left, each thing once with all its places. */
export class Leaving {
	readonly #left = new Map<string, { why: string; where: Set<string> }>();

	note(what: string, why: string, where: string): void {
		const known = this.#left.get(what) ?? { why, where: new Set<string>() };
		known.where.add(where);
		this.#left.set(what, known);
	}

	/** Fields of a front matter that say something we do not have, with what is done in their place. */
	fields(matter: Record<string, unknown>, untaken: Record<string, string>, where: string): void {
		for (const [name, why] of Object.entries(untaken))
			if (matter[name] !== undefined && matter[name] !== false) this.note(name, why, where);
	}

	list(): Left[] {
		return [...this.#left].map(([what, { why, where }]) => ({ what, why, where: [...where] }));
	}
}

export const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
export const inFolder = (folder: string, name: string): string => (folder ? `${folder}/${name}` : name);

/** "10-x" comes after "9-y". */
export const inOrder = (one: string, other: string): number =>
	one.localeCompare(other, 'en', { numeric: true, sensitivity: 'base' });

/** Of a folder's name or title: what may stand in an address. */
export const slugOf = (text: string): string =>
	text
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-|-$/g, '')
		.slice(0, 60) || 'x';

/** Text files below a folder, by path from there; what is no text is left. */
export function textsBelow(files: Brought, folder: string, leaving: Leaving): Record<string, string> {
	const found: Record<string, string> = {};
	for (const [path, text] of files) {
		if (!path.startsWith(`${folder}/`)) continue;
		const name = path.slice(folder.length + 1);
		if (SKIPPED.test(name)) continue;
		if (text === null) leaving.note('files that are no text', 'lessons hold text files only', path);
		else found[name] = text;
	}
	return found;
}

const SKIPPED = /(^|\/)(\.DS_Store|\.gitkeep|\.tk-config\.json|node_modules\/.*)$/;

/** Front matter of a Markdown file that may be missing. */
export function matterOf(files: Brought, path: string): { matter: Record<string, unknown>; body: string } {
	const text = files.get(path);
	return typeof text === 'string' ? frontMatter(text, path) : { matter: {}, body: '' };
}

/** Drills do not count our marks in foreign text. */
export const plain = (text: string): string => text.replace(/^\{\{drill /gm, '\\{{drill ');

/** Pictures are not shown in lessons: their words are. */
export function withoutPictures(text: string, where: string, leaving: Leaving): string {
	return text.replace(/!\[([^\]]*)\]\([^)]*\)/g, (_, words: string) => {
		leaving.note('pictures', 'their words stand in their place', where);
		return words ? `_[Picture: ${words}]_` : '_[Picture]_';
	});
}

/** Whether the project says how it is tested. */
export function testScriptOf(texts: Readonly<Record<string, string>>): string | null {
	try {
		const { scripts } = JSON.parse(texts['package.json'] ?? '{}') as { scripts?: Record<string, unknown> };
		const test = scripts?.['test'];
		return typeof test === 'string' && !test.includes('no test specified') ? test : null;
	} catch {
		return null; // its author's npm will say so
	}
}

/** The drill of a lesson that has a solution: its own tests where there are some, else the solution itself. */
export function drillOf(
	start: Readonly<Record<string, string>>,
	solution: Readonly<Record<string, string>>
): Record<string, unknown> | null {
	const files = Object.keys(solution)
		.filter((path) => solution[path] !== start[path])
		.sort(inOrder);
	if (files.length === 0) return null;
	const common = { id: 'solve', files, hints: [] };
	if (testScriptOf({ ...start, ...solution }) !== null)
		return {
			...common,
			kind: 'command',
			command: 'npm test',
			question: 'Change the files until `npm test` passes.'
		};
	return { ...common, kind: 'same', question: 'Change the files as the text says.' };
}
