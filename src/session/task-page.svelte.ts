/** What can be done with one task besides running an agent on it: check it, export it, share it, delete it. */
import { CodedError } from '#model/coded-error.ts';
import { OWN_PREFIX, type HostName, type Parts, type TaskPack } from './parts.ts';
import type { Problem } from './problem.ts';

export type ExportFormat = 'folder' | 'swe-bench';
export type ExportedFile = { name: string; type: string; bytes: Uint8Array<ArrayBuffer> };

export class TaskPage {
	readonly id: string;
	readonly #parts: Parts;
	#busy = $state<string | null>(null);
	#problem = $state.raw<Problem | null>(null);
	/** What the last check found; null = not checked, empty = the task is valid. */
	#found = $state.raw<readonly string[] | null>(null);
	#aborter = new AbortController();

	constructor(parts: Parts, id: string) {
		this.#parts = parts;
		this.id = id;
	}

	get busy(): string | null {
		return this.#busy;
	}
	get problem(): Problem | null {
		return this.#problem;
	}
	get found(): readonly string[] | null {
		return this.#found;
	}
	/** Whether the user made or brought it. */
	get isOwn(): boolean {
		return this.id.startsWith(OWN_PREFIX);
	}

	/** The task as a file; null where that failed, and `problem` says why. */
	export(format: ExportFormat): Promise<ExportedFile | null> {
		return this.#attempt('Loading the task', async (signal) => {
			const pack = await this.#load(signal);
			this.#busy = 'Writing the file';
			return format === 'folder' ? folderOf(pack) : jsonOf(pack);
		});
	}

	/** What follows the "#" of a link to the task. @throws nothing: null where it is too large, and `problem` says what to do */
	share(): Promise<string | null> {
		if (!this.isOwn) return Promise.resolve(`#/about/${encodeURIComponent(this.id)}`);
		return this.#attempt('Writing the link', async (signal) => {
			const [{ instanceOf }, { toLetters }, { LINK_LENGTH }] = await Promise.all([
				import('#repo/formats/instance-pack.ts'),
				import('#share/bytes.ts'),
				import('#share/share.ts')
			]);
			const text = toLetters(instanceOf(await this.#load(signal)));
			if (text.length > LINK_LENGTH)
				throw new CodedError(
					'E_LINK_TOO_LARGE',
					'Cannot share the task as a link: its repository is too large for an address. Export it as a folder and send the file'
				);
			return `#/import?task=${text}`;
		});
	}

	/** Sees in fresh sandboxes that the base fails what it should and that the fix passes everything. */
	async check(host: HostName): Promise<void> {
		await this.#attempt('Loading the task', async (signal) => {
			const pack = await this.#load(signal);
			const { checkPack } = await import('./check-pack.ts');
			const { found, renamed } = await checkPack(this.#parts, pack, {
				host,
				signal,
				onProgress: (text) => (this.#busy = text)
			});
			this.#found = found;
			if (!renamed || !this.isOwn) return;
			const tasks = await this.#parts.ownTasks();
			await tasks.delete(this.id);
			await tasks.add(renamed);
		});
	}

	/** Takes a task of the user's out of this browser. Runs on it stay. */
	async delete(): Promise<void> {
		await this.#attempt('Deleting', async () => (await this.#parts.ownTasks()).delete(this.id));
	}

	stop(): void {
		this.#aborter.abort();
	}

	#load(signal: AbortSignal): Promise<TaskPack> {
		return this.#parts.loadTaskPack(this.id, { signal });
	}

	async #attempt<T>(waitingFor: string, action: (signal: AbortSignal) => Promise<T>): Promise<T | null> {
		if (this.#busy !== null) return null;
		this.#aborter = new AbortController();
		const { signal } = this.#aborter;
		this.#busy = waitingFor;
		this.#problem = null;
		try {
			return await action(signal);
		} catch (error) {
			if (signal.aborted) return null;
			if (!(error instanceof CodedError)) throw error;
			this.#problem = { code: error.code, message: error.message };
			return null;
		} finally {
			this.#busy = null;
		}
	}
}

async function folderOf(pack: TaskPack): Promise<ExportedFile> {
	const [{ writeTaskTree }, { writeTar }] = await Promise.all([
		import('#repo/task-folder.ts'),
		import('#repo/formats/tar.ts')
	]);
	const tar = new Blob([writeTar(pack.task.id, writeTaskTree(pack))]);
	const packed = tar.stream().pipeThrough(new CompressionStream('gzip'));
	const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
	return { name: `${pack.task.id}.tgz`, type: 'application/gzip', bytes };
}

async function jsonOf(pack: TaskPack): Promise<ExportedFile> {
	const { instanceOf } = await import('#repo/formats/instance-pack.ts');
	const bytes = new TextEncoder().encode(`${JSON.stringify(instanceOf(pack))}\n`);
	return { name: `${pack.task.id}.json`, type: 'application/json', bytes };
}
