/** What an embed shows: anything that a link carries, or a task or lesson of this site by its address. It touches no storage. */
import { LessonGround } from '#session/lesson-ground.ts';
import type { Parts } from '#session/parts.ts';
import { Session } from '#session/session.svelte.ts';
import { Comparison } from '#session/comparison.svelte.ts';
import { SharedPage } from '#ui/share/shared-page.svelte.ts';
import { parseRoute } from '../route.ts';

export class Embedded {
	readonly page: SharedPage;
	readonly #parts: Parts;
	#task = $state.raw<Session | null>(null);
	#lesson = $state.raw<LessonGround | null>(null);
	#comparison = $state.raw<Comparison | null>(null);
	#problem = $state.raw('');
	/** Counted from 1; null = the moment of the link, or the end. */
	#step: number | null = null;

	constructor(parts: Parts) {
		this.#parts = parts;
		this.page = new SharedPage(parts, (address) => void this.open(address));
	}

	get lesson(): LessonGround | null {
		return this.#lesson;
	}
	get comparison(): Comparison | null {
		return this.#comparison;
	}
	/** A run, or the task that it could begin with. */
	get session(): Session | null {
		return this.page.run?.session ?? this.#lesson?.run?.session ?? this.#task;
	}
	get problem(): string {
		const { page, session } = this;
		return page.problem || this.#problem || this.#comparison?.problem || (session?.problem?.message ?? '');
	}

	/** @param address from "#" on */
	async open(address: string, step = this.#step): Promise<void> {
		this.#step = step;
		const route = parseRoute(address);
		if (route.page === 'shared') await this.page.openAddress(route.text);
		else if (route.page === 'task') await (this.#task = new Session(this.#parts)).openTask(route.id);
		else if (route.page === 'lesson') await this.#openLesson(route.id);
		else this.#problem = 'Its address names neither a task, a lesson nor what a link carries';
		await this.#show();
	}

	/** What the link takes from elsewhere, once the reader says so. */
	async fetchAsked(): Promise<void> {
		await this.page.fetchAsked();
		await this.#show();
	}

	/** What has come, at the step asked for. */
	async #show(): Promise<void> {
		if (this.page.comparison) {
			const { parts, ids } = this.page.comparison;
			this.#comparison = new Comparison(parts);
			await this.#comparison.load(...ids);
		}
		if (this.#step !== null && this.session !== this.#task) this.session?.replay.seekStep(this.#step - 1);
	}

	async #openLesson(id: string): Promise<void> {
		try {
			this.#lesson = await LessonGround.open(this.#parts, id);
		} catch (error) {
			this.#problem = error instanceof Error ? error.message : String(error);
		}
	}
}
