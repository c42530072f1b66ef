/**
 * Checks many edits in one process of the sandbox: seconds instead of hours. What it says is never the last word: the
 * task's own runner is. Its files lie where tools keep their caches, which no patch sees.
 */
import { CodedError } from '#model/coded-error.ts';
import type { Sandbox } from '#sandbox/sandbox.ts';
import type { Splice } from './candidate.ts';
import main from './checker/main.cjs?raw';
import modules from './checker/modules.cjs?raw';
import prototypes from './checker/prototypes.cjs?raw';
import same from './checker/same.cjs?raw';
import suites from './checker/suites.cjs?raw';
import tape from './checker/tape.cjs?raw';

const FOLDER = 'node_modules/.cache/tabgym-repair';

const files = {
	'main.cjs': main,
	'modules.cjs': modules,
	'prototypes.cjs': prototypes,
	'same.cjs': same,
	'suites.cjs': suites,
	'tape.cjs': tape
};

/** Milliseconds for one test when nothing is known of it yet. */
const FIRST_LIMIT = 2000;
/** Milliseconds of silence that mean that an edit hangs the process; more before its first sign of life. */
const SILENCE = 2500;
const FIRST_SILENCE = 20_000;

export type TestSeen = {
	test: string;
	file: string;
	passed: boolean;
	message?: string;
	/** Milliseconds. */
	time: number;
	/** Turns of loops. */
	burnt: number;
	/** Units it ran. */
	hits: number[];
};

/** Tests of one file that must pass, each with its limit in milliseconds. */
export type Stage = { file: string; tests: readonly (readonly [id: string, limit: number])[] };

/** How far an edit came: tests passed, and the first that failed (null = none). */
export type Finding = { passed: number; failed: string | null };

/** File name -> text, as it is to run. */
type Sources = Record<string, string>;

export class Checker {
	readonly #sandbox: Sandbox;
	readonly #signal: AbortSignal;
	#jobs = 0;

	constructor(sandbox: Sandbox, signal: AbortSignal) {
		this.#sandbox = sandbox;
		this.#signal = signal;
	}

	async install(): Promise<void> {
		for (const [name, text] of Object.entries(files)) await this.#sandbox.write(`${FOLDER}/${name}`, text);
	}

	async remove(): Promise<void> {
		await this.#sandbox.run(`rm -rf ${FOLDER}`);
	}

	/** Runs all tests once and says what each did, and which of the repository's files were loaded. */
	async observe(
		testFiles: readonly string[],
		sources: Sources
	): Promise<{ tests: TestSeen[]; loaded: string[] }> {
		const lines = await this.#run({ files: testFiles, sources, limit: FIRST_LIMIT }, FIRST_SILENCE);
		const crash = lines.find(({ crashed }) => crashed !== undefined);
		const last = lines.find(({ loaded }) => loaded !== undefined);
		if (!last)
			throw new CodedError(
				'E_CHECKER',
				`Cannot run the tests in the checker: ${String(crash?.crashed ?? 'it hangs')}`
			);
		return {
			tests: lines.filter(({ test }) => test !== undefined) as unknown as TestSeen[],
			loaded: last.loaded as string[]
		};
	}

	/** One finding for each edit, in order. An edit that hangs the process costs a new process. */
	async judge(
		candidates: readonly Splice[],
		job: { sources: Sources; stages: readonly Stage[]; fuel: number }
	): Promise<Finding[]> {
		const findings: Finding[] = [];
		while (findings.length < candidates.length) {
			const rest = candidates.slice(findings.length);
			const lines = await this.#run({ ...job, candidates: rest }, SILENCE);
			for (const line of lines) if (line.index !== undefined) findings.push(line as unknown as Finding);
			if (findings.length < candidates.length)
				findings.push({ passed: 0, failed: '(ended by the time limit)' });
		}
		return findings;
	}

	/** `silence`: milliseconds after which a process that says nothing is ended. It says "." for each finding. */
	async #run(job: Record<string, unknown>, silence: number): Promise<Record<string, unknown>[]> {
		const name = `${FOLDER}/${this.#jobs++}`;
		await this.#sandbox.write(`${name}.json`, JSON.stringify(job));
		await this.#sandbox.write(`${name}.ndjson`, '');
		const hung = new AbortController();
		let clock = setTimeout(() => hung.abort(), FIRST_SILENCE);
		const onOutput = (): void => {
			clearTimeout(clock);
			clock = setTimeout(() => hung.abort(), silence);
		};
		const signal = AbortSignal.any([this.#signal, hung.signal]);
		try {
			await this.#sandbox.run(`node ${FOLDER}/main.cjs ${name}.json ${name}.ndjson`, { signal, onOutput });
		} catch (error) {
			if (!hung.signal.aborted) throw error; // a hanging edit is a finding; anything else is not ours
		} finally {
			clearTimeout(clock);
		}
		this.#signal.throwIfAborted();
		const text = new TextDecoder().decode(await this.#sandbox.read(`${name}.ndjson`));
		return text
			.split('\n')
			.slice(0, -1)
			.map((line) => JSON.parse(line) as Record<string, unknown>);
	}
}
