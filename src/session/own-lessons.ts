/** Lessons that the user brought or wrote: in this browser only, by id. */
import { importLessons, type Imported, type Left } from '#lesson/import/import.ts';
import { indexEntry, type Lesson, type LessonEntry } from '#lesson/lesson.ts';
import { writeLesson } from '#lesson/write.ts';
import { StoredProgress } from '#store/progress.ts';
import { worthKeeping } from './keeping.ts';

export type { Left };

/** What their ids begin with. */
export const OWN_LESSON = 'own-';

type Kept = { key: string; at: number; lesson: Lesson };
const open = () => StoredProgress.open<Kept>('tabgym-lessons');

export const ownLessons = {
	async list(): Promise<LessonEntry[]> {
		const kept = await (await open()).list();
		return kept.sort((one, other) => one.at - other.at).map(({ lesson }) => indexEntry(lesson));
	},
	async get(id: string): Promise<Lesson | null> {
		return (await (await open()).list()).find(({ key }) => key === id)?.lesson ?? null;
	},
	/** Keeps them in their order; one of the same folders is replaced. */
	async keep(lessons: readonly Lesson[]): Promise<Lesson[]> {
		const store = await open();
		const own = lessons.map((lesson) => ({ ...lesson, id: ownId(lesson.id) }));
		const since = Date.now();
		for (const [index, lesson] of own.entries())
			await store.put({ key: lesson.id, at: since + index, lesson });
		if (own.length > 0) worthKeeping();
		return own;
	},
	async delete(id: string): Promise<void> {
		await (await open()).delete(id);
	}
};

const ownId = (id: string): string => (id.startsWith(OWN_LESSON) ? id : OWN_LESSON + id);

/** Out of files that were chosen or dropped: a folder's, or one archive. */
export async function readLessons(files: readonly File[]): Promise<Imported> {
	const [file] = files;
	if (!file) return { layout: '', lessons: [], left: [] };
	if (file.webkitRelativePath !== '') {
		const { readFolder } = await import('#repo/import/folder.ts');
		const { name, tree } = await readFolder(files);
		// A single lesson's own folder keeps its name.
		return importLessons(name, new Map([...tree].map(([path, one]) => [`${name}/${path}`, one])));
	}
	const { readArchive } = await import('#repo/import/archive.ts');
	return importLessons(file.name, readArchive(file.name, new Uint8Array(await file.arrayBuffer())));
}

/** A lesson of this browser as a zip of its folders, to change and to bring again. */
export async function zipOf(id: string): Promise<Uint8Array<ArrayBuffer> | null> {
	const lesson = await ownLessons.get(id);
	if (!lesson) return null;
	const { zipSync, strToU8 } = await import('fflate');
	const [part = 'part', name = 'lesson'] = lesson.id.slice(OWN_LESSON.length).split('/');
	const { part: above, files } = writeLesson(lesson);
	const entries = [...files].map(([path, text]) => [`${part}/${name}/${path}`, strToU8(text)] as const);
	const zipped = zipSync(Object.fromEntries([[`${part}/part.md`, strToU8(above)], ...entries]));
	return new Uint8Array(zipped);
}
