/** The states of a run in a sandbox of their own, with the tests that decide laid over. */
import { CodedError } from '#model/coded-error.ts';
import type { Patch } from '#model/patch.ts';
import type { TestId, TestStatus } from '#model/test-result.ts';
import type { BlobId } from '#model/tree.ts';
import type { Sandbox } from '#sandbox/sandbox.ts';
import type { Hunk } from '#verifier/hunks.ts';
import type { HostName, Parts, TaskPack } from './parts.ts';

/** Where a run and what it stands on come from. */
export type Ground = {
	readonly parts: Parts;
	readonly pack: TaskPack | null;
};

export class Prefixes {
	readonly #parts: Parts;
	readonly #pack: TaskPack;
	readonly #sandbox: Sandbox;
	readonly #signal: AbortSignal;

	private constructor(parts: Parts, pack: TaskPack, sandbox: Sandbox, signal: AbortSignal) {
		this.#parts = parts;
		this.#pack = pack;
		this.#sandbox = sandbox;
		this.#signal = signal;
	}

	static async open({ parts, pack }: Ground, host: HostName, signal: AbortSignal): Promise<Prefixes> {
		if (!pack) throw new CodedError('E_NO_TASK', 'Cannot run the tests of this run: its task is not here');
		const sandbox = await parts.openSandbox({ host, onProgress: () => {}, signal });
		return new Prefixes(parts, pack, sandbox, signal);
	}

	/** `files` = only these test files. */
	async statuses(changes: Patch, files?: readonly string[]): Promise<Map<TestId, TestStatus>> {
		const { blobs } = await this.#parts.store();
		return this.#run(changes, (id) => blobs.get(id), files);
	}

	/** Whether the tests that decide pass with these parts of the final change alone. */
	async resolves(kept: readonly Hunk[], before: ReadonlyMap<string, string | null>): Promise<boolean> {
		const { applyHunks } = await import('#verifier/hunks.ts');
		const texts = new Map<BlobId, string>();
		const changes = [...new Set(kept.map(({ path }) => path))].map((path) => {
			const text = applyHunks(
				before.get(path) ?? null,
				kept.filter((hunk) => hunk.path === path)
			);
			const gone =
				text === '' && kept.some((hunk) => hunk.path === path && hunk.added === 0 && hunk.line === 0);
			texts.set(path, text);
			return { path, before: null, after: gone ? null : path };
		});
		const found = await this.#run(changes, async (id) => new TextEncoder().encode(texts.get(id) ?? ''));
		const { failToPass, passToPass } = this.#pack.task;
		const isKept = (id: TestId): boolean => ['passed', 'skipped'].includes(found.get(id) ?? 'missing');
		return failToPass.every((id) => found.get(id) === 'passed') && passToPass.every(isKept);
	}

	async close(): Promise<void> {
		await this.#sandbox.close();
	}

	async #run(
		patch: Patch,
		blob: (id: BlobId) => Promise<Uint8Array>,
		files?: readonly string[]
	): Promise<Map<TestId, TestStatus>> {
		const { arrange } = await import('#verifier/arrange.ts');
		this.#signal.throwIfAborted();
		const { layers } = await arrange({ ...this.#pack, testFiles: this.#pack.task.testFiles, patch, blob });
		await this.#sandbox.mount(layers);
		const runTests = await this.#parts.testsOf(this.#pack, this.#sandbox);
		const { tests } = await runTests({ signal: this.#signal, ...(files && { files }) });
		return new Map(tests.map(({ id, status }) => [id, status]));
	}
}
