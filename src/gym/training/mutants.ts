/**
 * Many bugs in one green repository, cheaply: the checker says which statements the tests run and which mutants they notice,
 * dozens of mutants to a process; only what is noticed is surveyed by itself.
 */
import { Checker } from '#agent/repair/checker.ts';
import { applyEdits, type Edit } from '#agent/repair/candidate.ts';
import { spliceOf } from '#agent/repair/search.ts';
import { survey, type Survey } from '#agent/repair/survey.ts';
import { CodedError } from '#model/coded-error.ts';
import type { Task } from '#model/task.ts';
import type { TestId } from '#model/test-result.ts';
import type { Sandbox } from '#sandbox/sandbox.ts';
import { fileOf } from '#verifier/suite.ts';

/** A splice of a file. */
type Mutant = Edit & { path: string };
export type Noticed<M extends Mutant> = {
	mutant: M;
	text: string;
	/** Tests that are green without the bug and not with it. */
	failing: TestId[];
	/** What a search sees of it. */
	found: Survey;
};

const BATCH = 40;

export class GreenRepository {
	readonly checker: Checker;
	readonly #sandbox: Sandbox;
	readonly #testFiles: readonly string[];
	readonly #survey: Survey;

	private constructor(checker: Checker, sandbox: Sandbox, testFiles: readonly string[], found: Survey) {
		this.checker = checker;
		this.#sandbox = sandbox;
		this.#testFiles = testFiles;
		this.#survey = found;
	}

	/** @param sandbox with the green repository mounted @throws CodedError where the checker cannot run its tests */
	static async open(task: Task, sandbox: Sandbox, signal: AbortSignal): Promise<GreenRepository> {
		const checker = new Checker(sandbox, signal);
		await checker.install();
		const testFiles = task.testCommands.map(fileOf);
		const found = await survey(checker, { sandbox, testFiles, reported: [] });
		return new GreenRepository(checker, sandbox, testFiles, found);
	}

	/** Paths of the sources that the tests load and the checker can read. */
	get paths(): string[] {
		return this.#survey.sources.map(({ path }) => path);
	}

	/** Whether a test runs the innermost statement around what the mutant changes. */
	isRun({ path, start, end }: Mutant): boolean {
		const { units, ran } = this.#survey;
		let [inner, least] = [-1, Infinity];
		for (const [index, { source, node }] of units.entries()) {
			const length = node.end - node.start;
			const isAround = source.path === path && node.start <= start && end <= node.end;
			if (isAround && length < least) [inner, least] = [index, length];
		}
		return ran.has(inner);
	}

	/** Those that some test notices and that hang nothing, as they come. The repository is left as it was. */
	async *noticed<M extends Mutant>(mutants: Iterable<M>): AsyncGenerator<Noticed<M>> {
		const batch: M[] = [];
		for (const mutant of mutants) {
			if (!this.isRun(mutant)) continue;
			batch.push(mutant);
			if (batch.length === BATCH) yield* this.#judge(batch.splice(0));
		}
		yield* this.#judge(batch);
	}

	async *#judge<M extends Mutant>(batch: readonly M[]): AsyncGenerator<Noticed<M>> {
		const { sources, fuelled, stages, fuel } = this.#survey;
		const known = batch.flatMap((mutant) => {
			const source = sources.find(({ path }) => path === mutant.path);
			return source ? [{ mutant, source }] : [];
		});
		if (known.length === 0) return;
		const findings = await this.checker.judge(
			known.map(({ mutant, source }) => spliceOf({ source, edits: [mutant] }, fuelled)),
			{
				sources: Object.fromEntries([...fuelled].map(([path, { text }]) => [path, text])),
				...{ goals: [], stages, fuel }
			}
		);
		for (const [index, { mutant, source }] of known.entries()) {
			const failed = findings[index]?.failed ?? null;
			if (failed === null || failed.startsWith('(')) continue; // unnoticed, or it hangs
			const text = applyEdits(source.text, [mutant]);
			const found = await this.#look(mutant.path, { before: source.text, text });
			if (found && found.failing.length > 0 && found.failing.length < this.#tests)
				yield { mutant, text, failing: found.failing.map(({ test }) => test), found };
		}
	}

	/** null where the tests no longer run at all. What fails without the bug too fails in the checker alone: the repository is green. */
	async #look(path: string, { before, text }: { before: string; text: string }): Promise<Survey | null> {
		await this.#sandbox.write(path, text);
		try {
			return await survey(this.checker, {
				sandbox: this.#sandbox,
				testFiles: this.#testFiles,
				reported: this.#survey.failing.map(({ test }) => ({ id: test, status: 'passed' })),
				loaded: this.paths,
				fuel: this.#survey.fuel
			});
		} catch (error) {
			if (error instanceof CodedError) return null;
			throw error;
		} finally {
			await this.#sandbox.write(path, before);
		}
	}

	get #tests(): number {
		return this.#survey.stages.reduce((sum, { tests }) => sum + tests.length, 0);
	}
}
