/** The list of lessons with what was done, its export and import. */
import { merge, readProgress, writeProgress, type Done } from '#lesson/progress.ts';
import { loadIndex } from '#session/lesson.svelte.ts';
import type { LessonEntry } from '#lesson/lesson.ts';
import { ownLessons, readLessons, zipOf, type Left } from '#session/own-lessons.ts';
import type { Parts } from '#session/parts.ts';

export class LessonList {
	readonly #parts: Parts;
	#lessons = $state.raw<readonly LessonEntry[] | null>(null);
	#done = $state.raw<readonly Done[]>([]);
	#problem = $state('');
	#own = $state.raw<readonly LessonEntry[]>([]);
	#brought = $state.raw<{ said: string; left: readonly Left[] } | null>(null);

	constructor(parts: Parts) {
		this.#parts = parts;
	}

	get lessons(): readonly LessonEntry[] | null {
		return this.#lessons;
	}
	/** Lessons that the user brought. */
	get own(): readonly LessonEntry[] {
		return this.#own;
	}
	/** What came of the last folder or archive. */
	get brought(): { said: string; left: readonly Left[] } | null {
		return this.#brought;
	}
	get problem(): string {
		return this.#problem;
	}
	get any(): boolean {
		return this.#done.length > 0;
	}
	passed({ id, drills }: LessonEntry): number {
		return drills.filter((drill) => this.#find(`${id}#${drill}`)?.passed).length;
	}

	async load(): Promise<void> {
		await this.#attempt(async () => {
			this.#lessons = await loadIndex();
			await this.#read();
		});
	}

	/** Lessons of a folder or an archive: ours, TutorialKit's or learn.svelte.dev's. */
	async bring(files: readonly File[]): Promise<void> {
		this.#brought = null;
		await this.#attempt(async () => {
			const { layout, lessons, left } = await readLessons(files);
			await ownLessons.keep(lessons);
			const count = lessons.length === 1 ? '1 lesson' : `${lessons.length} lessons`;
			this.#brought = { said: `${count} imported (layout of ${layout}).`, left };
			await this.#read();
		});
	}

	async drop(lessons: readonly LessonEntry[]): Promise<void> {
		await this.#attempt(async () => {
			for (const { id } of lessons) await ownLessons.delete(id);
			await this.#read();
		});
	}

	/** The lesson's folder as a zip. */
	async save({ id }: LessonEntry): Promise<Uint8Array<ArrayBuffer> | null> {
		return zipOf(id);
	}

	export(): string {
		return writeProgress(this.#done);
	}

	async import(file: File): Promise<void> {
		await this.#attempt(async () => {
			const progress = await this.#parts.progress();
			for (const done of readProgress(await file.text()))
				await progress.put(merge(this.#find(done.key), done));
			await this.#read();
		});
	}

	async forget(): Promise<void> {
		await this.#attempt(async () => {
			await (await this.#parts.progress()).clear();
			await this.#read();
		});
	}

	#find(wanted: string): Done | undefined {
		return this.#done.find(({ key }) => key === wanted);
	}

	async #read(): Promise<void> {
		this.#own = await ownLessons.list();
		this.#done = await (await this.#parts.progress()).list();
	}

	async #attempt(work: () => Promise<void>): Promise<void> {
		this.#problem = '';
		try {
			await work();
		} catch (error) {
			this.#problem = error instanceof Error ? error.message : String(error);
		}
	}
}
