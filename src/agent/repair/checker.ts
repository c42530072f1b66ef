/**
 * Checks many edits in one process of the sandbox: seconds instead of hours. What it says is never the last word: the
 * task's own runner is. Its files lie where tools keep their caches, which no patch sees.
 */
import { CodedError } from '#model/coded-error.ts';
import type { Sandbox } from '#sandbox/sandbox.ts';
import type { AgentInput } from '#agent/agent.ts';
import type { Splice } from './candidate.ts';
import assertions from './checker/assertions.cjs?raw';
import chance from './checker/chance.cjs?raw';
import main from './checker/main.cjs?raw';
import modules from './checker/modules.cjs?raw';
import nodeunit from './checker/nodeunit.cjs?raw';
import probes from './checker/probes.cjs?raw';
import prototypes from './checker/prototypes.cjs?raw';
import same from './checker/same.cjs?raw';
import suites from './checker/suites.cjs?raw';
import tape from './checker/tape.cjs?raw';
import { reproductionsOf } from './issue/reproduction.ts';
import type { Source } from './syntax.ts';

const FOLDER = 'node_modules/.cache/tabgym-repair';

const files = {
	'assertions.cjs': assertions,
	'chance.cjs': chance,
	'main.cjs': main,
	'modules.cjs': modules,
	'nodeunit.cjs': nodeunit,
	'probes.cjs': probes,
	'prototypes.cjs': prototypes,
	'same.cjs': same,
	'suites.cjs': suites,
	'tape.cjs': tape
};

/** Milliseconds for one test when nothing is known of it yet. */
const FIRST_LIMIT = 5000;
/** Milliseconds for an example of the issue. */
const EXAMPLE_LIMIT = 2000;
/** Milliseconds of silence that mean that an edit hangs the process; more when it is tried again, and before the first sign of life. */
const SILENCE = 5000;
const SILENCE_AGAIN = 20_000;
const FIRST_SILENCE = 180_000;

export type TestSeen = {
	test: string;
	file: string;
	/** The outermost test that it is inside of, or itself. */
	top: string;
	/** Tests inside of it, 0 = none. */
	parts: number;
	passed: boolean;
	message?: string;
	/** Of the test file, where it failed; 0 = nothing says so. */
	line: number;
	/** Milliseconds. */
	time: number;
	/** Turns of loops, and calls. */
	burnt: number;
	/** Units it ran, and those that had run while its file was loaded. */
	hits: number[];
	loaded: number[];
};

/** Tests of one file that must pass, each with its limit in milliseconds, and in turns of loops and calls where it has one of its own. */
export type Stage = { file: string; tests: readonly (readonly [id: string, limit: number, fuel?: number])[] };

/** A failing test that is to pass: where it fails now, and its limit in milliseconds. */
export type Goal = Pick<TestSeen, 'test' | 'file' | 'top' | 'line'> & { limit: number };

/**
 * What edits are judged by. `withheld`: failing tests that nothing is searched by; `examples`: scripts that need not pass; `skipped`: tests
 * inside of others that the stages leave out.
 */
type Job = {
	sources: Sources;
	goals: readonly Goal[];
	withheld?: readonly Stage[];
	stages: readonly Stage[];
	examples?: readonly Stage[];
	skipped?: readonly string[];
	fuel: number;
};

/** How far an edit came. */
export type Finding = {
	/** For each goal: the line of the test at which it fails, null = it passes. */
	lines: readonly (number | null)[];
	/** A test that failed, null = none. */
	failed: string | null;
	/** It gains something and breaks a test that passes without it. */
	broke?: boolean;
	/** It passes everything but a test that was withheld. */
	onlyWithheld?: boolean;
	/** Where everything passes: the files of the examples that hold. */
	agrees?: readonly string[];
};

/**
 * What the conditions asked at one place said. `reached`: passing tests that came there. `effects`: for each condition twice, where it
 * holds and where it does not: a hash of the turns of the failing tests in which that was so, their number, and passing tests in which it
 * was so at least once.
 */
export type Probed = { point: number; reached: number; effects: (readonly [number, number, number])[] };

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

	/** Scripts of the examples of the issue, beside the checker. */
	async addExamples({ issue, sandbox }: Pick<AgentInput, 'issue' | 'sandbox'>): Promise<Stage[]> {
		const found = await reproductionsOf(issue, sandbox, `${FOLDER}/`);
		for (const { path, text } of found) await sandbox.write(path, text);
		return found.map(({ path: file }) => ({ file, tests: [[file, EXAMPLE_LIMIT]] }));
	}

	/** How many hold as the code is. */
	async examplesThatHold(sources: readonly Source[], examples: readonly Stage[]): Promise<number> {
		const [first] = sources;
		if (!first || examples.length === 0) return 0;
		const unchanged = { path: first.path, start: 0, end: 0, text: '' };
		const texts = Object.fromEntries(sources.map(({ path, text }) => [path, text]));
		const job = { sources: texts, goals: [], stages: [], examples, fuel: Infinity };
		const [finding] = await this.judge([unchanged], job);
		return finding?.agrees?.length ?? 0;
	}

	async remove(): Promise<void> {
		await this.#sandbox.run(`rm -rf ${FOLDER}`);
	}

	/**
	 * The repository's files that the tests load, themselves among them. A bug that never ends is one too: what was loaded before that is
	 * known.
	 */
	async loadedBy(testFiles: readonly string[]): Promise<string[]> {
		const lines = await this.#run(
			{ files: testFiles, sources: {}, limit: FIRST_LIMIT, loadedOnly: true },
			SILENCE_AGAIN
		);
		return lines.flatMap(({ loading }) => (typeof loading === 'string' ? [loading] : []));
	}

	/**
	 * Runs all tests once and says what each did, and what was probed: `failing` names the
	 * tests whose turns count. `fuel`: turns of loops and calls of one test.
	 */
	async observe(
		testFiles: readonly string[],
		sources: Sources,
		{ failing, fuel }: { failing?: readonly string[]; fuel?: number } = {}
	): Promise<{ tests: TestSeen[]; probed: Probed[] }> {
		const job = { files: testFiles, sources, limit: FIRST_LIMIT, failing, fuel };
		const lines = await this.#run(job, FIRST_SILENCE);
		const crash = lines.find(({ crashed }) => crashed !== undefined);
		if (!lines.some(({ done }) => done === true))
			throw new CodedError(
				'E_CHECKER',
				`Cannot run the tests in the checker: ${String(crash?.crashed ?? 'it hangs')}`
			);
		return {
			tests: lines.filter(({ test }) => test !== undefined) as unknown as TestSeen[],
			probed: lines.filter(({ point }) => point !== undefined) as unknown as Probed[]
		};
	}

	/** One finding for each edit, in order. One at which a process falls silent is tried again, first in a new process: a busy machine is no finding. */
	async judge(candidates: readonly Splice[], job: Job): Promise<Finding[]> {
		const findings: Finding[] = [];
		let hung = -1;
		while (findings.length < candidates.length) {
			const rest = candidates.slice(findings.length);
			const again = hung === findings.length;
			const lines = await this.#run({ ...job, candidates: rest }, again ? SILENCE_AGAIN : SILENCE);
			for (const line of lines) if (line.index !== undefined) findings.push(line as unknown as Finding);
			if (findings.length === candidates.length) break;
			if (again && hung === findings.length)
				findings.push({ lines: job.goals.map(() => 0), failed: '(ended by the time limit)' });
			else hung = findings.length;
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
