/** A repository that the user brings, from where it comes to a task in this browser. Nothing is kept until it is saved. */
import { CodedError } from '#model/coded-error.ts';
import type { Task } from '#model/task.ts';
import type { TestResult } from '#model/test-result.ts';
import type { Tree } from '#model/tree.ts';
import type { DetectedTests } from '#repo/import/detect.ts';
import type { Services } from '#repo/import/services.ts';
import type { HostName, Parts, TaskPack } from './parts.ts';
import type { Problem } from './problem.ts';
import { fetchRepository } from './bring.ts';
import { equipped, install } from './install.ts';
import { draftPack, runTests, saveTask, type Draft } from './own-task.ts';

export type Brought = {
	/** As the user knows it: "owner/name@sha", "name@1.2.3", "folder". */
	name: string;
	/** What it was checked against; null where there is nothing to check. */
	checked: string | null;
	tree: Tree;
	tests: DetectedTests;
	license: string;
};

type Where = { host: HostName; signal: AbortSignal };

const formats = () =>
	Promise.all([import('#repo/formats/instances.ts'), import('#repo/formats/instance-pack.ts')]);

export class Import {
	readonly #parts: Parts;
	#busy = $state<string | null>(null);
	#problem = $state.raw<Problem | null>(null);
	#repo = $state.raw<Brought | null>(null);
	#results = $state.raw<readonly TestResult[] | null>(null);
	#saved = $state.raw<readonly Task[]>([]);
	#refused = $state.raw<readonly Problem[]>([]);
	#aborter = new AbortController();

	constructor(parts: Parts) {
		this.#parts = parts;
	}

	/** What is being waited for. */
	get busy(): string | null {
		return this.#busy;
	}
	get problem(): Problem | null {
		return this.#problem;
	}
	get repo(): Brought | null {
		return this.#repo;
	}
	/** What the tests did; null until they ran. */
	get results(): readonly TestResult[] | null {
		return this.#results;
	}
	/** Tasks that were made or imported since the last `clear`. */
	get saved(): readonly Task[] {
		return this.#saved;
	}
	/** What of several tasks could not be imported, where others could. */
	get refused(): readonly Problem[] {
		return this.#refused;
	}

	/** "owner/name@ref", an address on GitHub, or "name@version" on npm. */
	async fetch(text: string, services: Services): Promise<void> {
		await this.#attempt(`Looking for ${text}`, async (signal) => {
			const { name, tree, checked } = await fetchRepository(text, {
				services,
				signal,
				onProgress: (what, loaded, total) => (this.#busy = `${loaded} of ${total}: ${what}`)
			});
			await this.#take(name, tree, checked);
		});
	}

	/** The task that a link holds; nothing of it runs. */
	async openLink(text: string, host: HostName): Promise<void> {
		await this.#attempt('Reading the link', async (signal) => {
			const { fromLetters } = await import('#share/bytes.ts');
			const [{ readInstances }, { packOfInstance }] = await formats();
			const [instance] = readInstances('the task in this link', JSON.stringify(fromLetters(text)));
			if (!instance?.tabgym)
				throw new CodedError('E_IMPORT', 'Cannot open this link: it does not hold the whole task');
			const services = { githubApi: '', githubRaw: '', registry: '' };
			await this.#saveAll([() => packOfInstance(instance, { services, signal })], { host, signal });
		});
	}

	/** An archive, a folder's files, a task folder, or JSON of SWE-bench's. */
	async open(files: readonly File[], services: Services, host: HostName): Promise<void> {
		const [file] = files;
		if (!file) return;
		await this.#attempt(`Reading ${file.name}`, async (signal) => {
			const whole = file.webkitRelativePath !== '';
			if (!whole && /\.jsonl?$/.test(file.name)) return this.#openJson(file, services, { host, signal });
			const { name, tree } = whole
				? await (await import('#repo/import/folder.ts')).readFolder(files)
				: { name: file.name.replace(/\.(zip|tgz|tar\.gz|tar)$/, ''), tree: await archiveOf(file) };
			const { taskFoldersIn, packOfFolder } = await import('#repo/formats/task-repo.ts');
			const folders = taskFoldersIn(tree);
			if (folders.length === 0) return this.#take(name, tree, null);
			await this.#saveAll(
				folders.map((folder) => () => packOfFolder(folder, { services, signal })),
				{ host, signal }
			);
		});
	}

	async #openJson(file: File, services: Services, where: Where): Promise<void> {
		const [{ readInstances }, { packOfInstance }] = await formats();
		const instances = readInstances(file.name, await file.text());
		await this.#saveAll(
			instances.map((instance) => () => packOfInstance(instance, { services, signal: where.signal })),
			where
		);
	}

	/** Saves what can be imported, with what it depends on; where nothing can, the first refusal is the answer. */
	async #saveAll(packs: readonly (() => Promise<TaskPack>)[], { host, signal }: Where): Promise<void> {
		const saved: Task[] = [];
		const refused: Problem[] = [];
		for (const [index, pack] of packs.entries()) {
			signal.throwIfAborted();
			this.#busy = `Task ${index + 1} of ${packs.length}`;
			try {
				const onProgress = (text: string) => (this.#busy = `Task ${index + 1} of ${packs.length}: ${text}`);
				const whole = await equipped(this.#parts, await pack(), { host, signal, onProgress });
				saved.push(await saveTask(this.#parts, whole));
			} catch (error) {
				if (!(error instanceof CodedError)) throw error;
				if (packs.length === 1) throw error;
				refused.push({ code: error.code, message: error.message });
			}
		}
		this.#saved = saved;
		this.#refused = refused;
	}

	async #take(name: string, tree: Tree, checked: string | null): Promise<void> {
		const { detectTests, manifestOf } = await import('#repo/import/detect.ts');
		const tests = detectTests(tree, `"${name}"`);
		const { license = 'unknown' } = manifestOf(tree, `"${name}"`);
		this.#repo = { name, tree, tests, checked, license: typeof license === 'string' ? license : 'unknown' };
	}

	/** Installs what the lock file says where nothing is installed, then runs every test file. */
	async test(host: HostName): Promise<void> {
		const repo = this.#repo;
		if (!repo) return;
		await this.#attempt('Starting a sandbox', async (signal) => {
			const watch = { host, signal, onProgress: (text: string) => (this.#busy = text) };
			const tree = await install(this.#parts, repo, watch);
			const ready = { ...repo, tree };
			this.#repo = ready;
			const results = await runTests(this.#parts, await draftPack(ready, null), watch);
			if (results.length === 0)
				throw new CodedError('E_NO_TESTS', `Cannot use "${repo.name}": its suite reports no test`);
			this.#results = results;
		});
	}

	/** Adds a test file of the user's to the repository; its tests run with the others the next time. */
	async addTest(path: string, text: string): Promise<void> {
		const repo = this.#repo;
		if (!repo) return;
		await this.#attempt('Adding the test', async () => {
			const { addTestFile } = await import('./own-task.ts');
			this.#repo = addTestFile(repo, path, text);
			this.#results = null;
		});
	}

	/** Puts a bug into the green repository; `onTry` is what the page shows. Makes the task at once. */
	async inject(host: HostName, seed: number): Promise<void> {
		const repo = this.#repo;
		if (!repo) return;
		await this.#attempt('Starting a sandbox', async (signal) => {
			const { injectedPack } = await import('./inject.ts');
			const pack = await injectedPack(this.#parts, repo, {
				host,
				signal,
				seed,
				onProgress: (text) => (this.#busy = text)
			});
			this.#saved = [await saveTask(this.#parts, pack)];
		});
	}

	/** Sees the chosen tests fail and the others pass once more, then saves. */
	async save(draft: Draft, host: HostName): Promise<void> {
		const [repo, results] = [this.#repo, this.#results];
		if (!repo || !results) return;
		await this.#attempt('Validating', async (signal) => {
			const pack = await draftPack(repo, { ...draft, results });
			const again = await runTests(this.#parts, pack, {
				host,
				signal,
				onProgress: (text) => (this.#busy = `Validating: ${text}`)
			});
			refuseChange(results, again);
			this.#saved = [await saveTask(this.#parts, pack)];
		});
	}

	stop(): void {
		this.#aborter.abort();
	}

	/** Begins anew. */
	clear(): void {
		this.stop();
		this.#repo = this.#results = this.#problem = null;
		this.#saved = this.#refused = [];
	}

	async #attempt(waitingFor: string, action: (signal: AbortSignal) => Promise<void>): Promise<void> {
		if (this.#busy !== null) return;
		this.#aborter = new AbortController();
		const { signal } = this.#aborter;
		this.#busy = waitingFor;
		this.#problem = null;
		try {
			await action(signal);
		} catch (error) {
			if (signal.aborted) return;
			if (!(error instanceof CodedError)) throw error;
			this.#problem = { code: error.code, message: error.message };
		} finally {
			this.#busy = null;
		}
	}
}

/** A test that does something else the second time says nothing. */
function refuseChange(first: readonly TestResult[], second: readonly TestResult[]): void {
	for (const { id, status } of first) {
		const now = second.find((test) => test.id === id)?.status ?? 'missing';
		if (now !== status)
			throw new CodedError('E_FLAKY', `Cannot save the task: "${id}" was ${status}, and now is ${now}`);
	}
}

async function archiveOf(file: File): Promise<Tree> {
	const { readArchive } = await import('#repo/import/archive.ts');
	return readArchive(file.name, new Uint8Array(await file.arrayBuffer()), { strip: true });
}
