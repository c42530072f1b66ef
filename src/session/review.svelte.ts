/** A review of a patch by evidence: what a reader, the tests and small bugs in it say. */
import { CodedError } from '#model/coded-error.ts';
import type { LintFinding } from '#gym/quality/findings.ts';
import {
	coverageOf,
	mutationScoreOf,
	neededOf,
	type Coverage,
	type MutationScore,
	type Needed
} from '#gym/quality/run.ts';
import {
	changedLines,
	complexityOf,
	driftOf,
	sizeOf,
	type ChangedFile,
	type Complexity,
	type Drift,
	type Size
} from '#gym/quality/source.ts';
import { mutationsOf } from '#repo/inject/mutations.ts';
import type { Sandbox } from '#sandbox/sandbox.ts';
import { arrange, isProtected, repositoryOf } from '#verifier/arrange.ts';
import type { Beyond } from '#verifier/beyond/beyond.ts';
import { applyDiff, type AppliedDiff } from '#verifier/diff.ts';
import type { Verdict } from '#model/verdict.ts';
import { askFindings } from './findings.ts';
import { reviewedFiles } from './reviewed.ts';
import type { CatalogueEntry, HostName, Parts, TaskPack } from './parts.ts';
import { beyondOf } from './sampling.ts';

export type Report = {
	task: string;
	size: Size;
	findings: readonly LintFinding[];
	complexity: readonly Complexity[];
	drift: readonly Drift[];
	leftOut: readonly string[];
	verdict: Verdict;
	beyond: Beyond | null;
	coverage: Coverage;
	/** null = the patch does not pass the tests, so it says nothing whether bugs in it do. */
	mutation: MutationScore | null;
	needed: Needed | null;
};

export class Review {
	readonly #parts: Parts;
	#catalogue = $state.raw<readonly CatalogueEntry[]>([]);
	#report = $state.raw<Report | null>(null);
	#busy = $state<string | null>(null);
	#problem = $state<string | null>(null);
	#aborter = new AbortController();

	constructor(parts: Parts) {
		this.#parts = parts;
	}

	get catalogue(): readonly CatalogueEntry[] {
		return this.#catalogue;
	}
	get report(): Report | null {
		return this.#report;
	}
	get busy(): string | null {
		return this.#busy;
	}
	get problem(): string | null {
		return this.#problem;
	}

	async load(): Promise<void> {
		this.#catalogue = await this.#parts.loadCatalogue();
	}

	stop(): void {
		this.#aborter.abort();
	}

	async review(task: string, diff: string, host: HostName): Promise<void> {
		this.#aborter = new AbortController();
		const { signal } = this.#aborter;
		this.#problem = null;
		this.#report = null;
		this.#busy = 'Loading the task';
		try {
			if (diff.trim() === '') throw new CodedError('E_DIFF', 'Cannot review nothing: paste a unified diff');
			this.#report = await this.#reviewed(await this.#parts.loadTaskPack(task, { signal }), diff, {
				host,
				signal
			});
		} catch (error) {
			if (!signal.aborted) this.#problem = error instanceof Error ? error.message : String(error);
		} finally {
			this.#busy = null;
		}
	}

	async #reviewed(
		pack: TaskPack,
		diff: string,
		{ host, signal }: { host: HostName; signal: AbortSignal }
	): Promise<Report> {
		const { task, deletedTests } = pack;
		const applied = await applyDiff(repositoryOf(pack.base), diff, (path) =>
			isProtected(path, { testFiles: task.testFiles, deletedTests })
		);
		const files = reviewedFiles(pack, applied);
		const onProgress = (text: string) => (this.#busy = text);
		const read = {
			size: sizeOf(files),
			findings: await askFindings(files, signal),
			complexity: files.flatMap(complexityOf),
			drift: driftOf(files)
		};
		const sandbox = await this.#parts.openSandbox({ host, signal, onProgress, offline: true });
		try {
			const ran = await this.#run({ pack, applied, files, sandbox, signal, onProgress });
			const { patch, blobs } = applied;
			const blob = async (id: string) => blobs.get(id) ?? new Uint8Array();
			const isFull = ran.verdict.resolution === 'full';
			const beyond = isFull
				? await beyondOf(this.#parts, pack, { patch, blob }, { host, signal, onProgress })
				: null;
			return { task: task.id, ...read, leftOut: applied.leftOut, ...ran, beyond };
		} finally {
			await sandbox.close();
		}
	}

	async #run(input: {
		pack: TaskPack;
		applied: AppliedDiff;
		files: readonly ChangedFile[];
		sandbox: Sandbox;
		signal: AbortSignal;
		onProgress: (text: string) => void;
	}): Promise<Pick<Report, 'verdict' | 'coverage' | 'mutation' | 'needed'>> {
		const { pack, applied, files, sandbox, signal, onProgress } = input;
		const { patch, blobs } = applied;
		const blob = async (id: string) => blobs.get(id) ?? new Uint8Array();
		const verdict = await this.#parts.judgePatch({ ...pack, patch, blob, sandbox, signal, onProgress });
		const { layers } = await arrange({ ...pack, testFiles: pack.task.testFiles, patch, blob });
		await sandbox.mount(layers);
		const ground = { task: pack.task, sandbox, files, signal, onProgress };
		const coverage = await coverageOf(ground);
		if (verdict.resolution !== 'full') return { verdict, coverage, mutation: null, needed: null };
		const mutation = await mutationScoreOf(ground, mutantsOf(files));
		return { verdict, coverage, mutation, needed: await neededOf(ground) };
	}
}

/** Small bugs in the changed lines. */
function mutantsOf(files: readonly ChangedFile[]) {
	return files.flatMap((file) => {
		const { path, after } = file;
		if (after === null || !/\.[cm]?js$/.test(path)) return [];
		const lines = changedLines(file);
		const lineOf = (offset: number) => after.slice(0, offset).split('\n').length;
		return mutationsOf(after)
			.filter(({ start }) => lines.has(lineOf(start)))
			.map((mutation) => ({ path, ...mutation }));
	});
}
