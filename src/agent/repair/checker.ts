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
import collecting from './checker/collecting.cjs?raw';
import jobs from './checker/jobs.cjs?raw';
import judging from './checker/judging.cjs?raw';
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
import { WarmProcess, type Line } from './warm-process.ts';

const FOLDER = 'node_modules/.cache/tabgym-repair';

const files = {
	'assertions.cjs': assertions,
	'chance.cjs': chance,
	'collecting.cjs': collecting,
	'jobs.cjs': jobs,
	'judging.cjs': judging,
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
/** Times as many for loops where hundreds of conditions are asked at every statement. */
const SLOWER = 20;
/** Milliseconds for an example of the issue. */
const EXAMPLE_LIMIT = 2000;
/** Milliseconds of silence that mean that an edit hangs the process; more when it is tried again, while tests are loaded, and while they are only looked at. */
const SILENCE = 5000;
const SILENCE_AGAIN = 10_000;
export const SILENCE_LOADING = 20_000;
const SILENCE_LOOKING = 180_000;

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
	/** It was ended because it took too many of these. */
	endless: boolean;
	/** Units it ran, and those that had run while its file was loaded. */
	hits: number[];
	loaded: number[];
};

/** Tests of one file that must pass, each with its limit in milliseconds, and in turns of loops and calls where it has one of its own. */
export type Stage = { file: string; tests: readonly (readonly [id: string, limit: number, fuel?: number])[] };

/** A failing test that is to pass: where it fails now and what it takes for that, and its limits: milliseconds, turns of loops and calls. */
export type Goal = Pick<TestSeen, 'test' | 'file' | 'top' | 'line' | 'burnt'> & {
	limit: number;
	fuel: number;
};

/**
 * What edits are judged by. `withheld`: failing tests that nothing is searched by; `examples`: scripts that need not pass; `skipped`: tests
 * inside of others that the stages leave out.
 */
export type Job = {
	sources: Sources;
	goals: readonly Goal[];
	withheld?: readonly Stage[];
	stages: readonly Stage[];
	examples?: readonly Stage[];
	skipped?: readonly string[];
	/** Tests that run even where they are not chosen: others need what they make. */
	first?: readonly string[];
	fuel: number;
	/** Edits that pass everything after which no more are judged, absent = all are; those count with which `held` examples hold. */
	enough?: number;
	held?: number;
};

/** How far an edit came. */
export type Finding = {
	/** For each goal: the line of the test at which it fails, null = it passes. */
	lines: readonly (number | null)[];
	/** A test that failed, null = none. */
	failed: string | null;
	/** Nothing but the end of the process ended it, twice. */
	hangs?: boolean;
	/** It gains something and breaks a test that passes without it. */
	broke?: boolean;
	/** It passes everything but a test that was withheld. */
	onlyWithheld?: boolean;
	/** Where everything passes: the files of the examples that hold. */
	agrees?: readonly string[];
};

/**
 * What the conditions asked at one place said. `effects`: for each condition twice, where it holds and where it does not: a hash of the turns
 * of the failing tests in which that was so, their number, and passing tests in which it was so at least once.
 */
export type Probed = { point: number; effects: (readonly [number, number, number])[] };

/** File name -> text, as it is to run. */
type Sources = Record<string, string>;

export class Checker {
	readonly #sandbox: Sandbox;
	readonly #signal: AbortSignal;
	/** By seat. */
	readonly #processes = new Map<number, WarmProcess>();
	#started = 0;

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
		if (sources.length === 0 || examples.length === 0) return 0;
		const texts = Object.fromEntries(sources.map(({ path, text }) => [path, text]));
		const job = { sources: texts, goals: [], stages: [], examples, fuel: Infinity };
		const [finding] = await this.judge([unchanged(texts)], job);
		return finding?.agrees?.length ?? 0;
	}

	/** Ends its processes and takes away what it wrote. */
	async remove(): Promise<void> {
		await this.end();
		await this.#sandbox.run(`rm -rf ${FOLDER}`);
	}

	async end(): Promise<void> {
		await Promise.all([...this.#processes.values()].map((process) => process.end()));
		this.#processes.clear();
	}

	/**
	 * The repository's files that the tests load, themselves among them: while only the `files` are loaded, or while the `tests` in them run. A
	 * bug that never ends is one too: what was loaded before that is known.
	 */
	async loadedBy(testFiles: readonly string[], loads: 'files' | 'tests'): Promise<string[]> {
		const job = { files: testFiles, sources: {}, limit: FIRST_LIMIT, loads };
		return loadedIn(await this.#do(job, SILENCE_LOADING));
	}

	/**
	 * Runs all tests once and says what each did, which files were loaded, and what was probed: `failing` names the tests whose turns count.
	 * `fuel`: turns of loops and calls of one test. `silence`: milliseconds without a sign of life after which it is ended.
	 */
	async observe(
		testFiles: readonly string[],
		sources: Sources,
		{ failing, fuel, silence }: { failing?: readonly string[]; fuel?: number; silence?: number } = {}
	): Promise<{ tests: TestSeen[]; loaded: string[]; probed: Probed[] }> {
		const slower = failing ? SLOWER : 1;
		const job = { files: testFiles, sources, limit: FIRST_LIMIT, slower, failing, fuel };
		const lines = await this.#do(job, silence ?? SILENCE_LOOKING);
		const crash = lines.find(({ crashed }) => crashed !== undefined);
		if (!isDone(lines))
			throw new CodedError(
				'E_CHECKER',
				`Cannot run the tests in the checker: ${String(crash?.crashed ?? 'it hangs')}`
			);
		return {
			tests: lines.filter(({ test }) => test !== undefined) as unknown as TestSeen[],
			loaded: loadedIn(lines),
			probed: lines.filter(({ point }) => point !== undefined) as unknown as Probed[]
		};
	}

	/** Starts the process of a seat and lets it load what the tests of this job need. */
	async warm(job: Job, seat: number): Promise<void> {
		await this.judge([unchanged(job.sources)], job, seat);
	}

	/**
	 * One finding for each edit, in order, until enough are green. One at which a process falls silent is tried again in a new process: a busy
	 * machine is no finding. `seat`: those of one seat are judged in one process, one after the other.
	 */
	async judge(candidates: readonly Splice[], { enough, held, ...job }: Job, seat = 0): Promise<Finding[]> {
		const findings: Finding[] = [];
		for (let again = false; findings.length < candidates.length; again = !again) {
			const counted = findings.filter(({ agrees }) => agrees && agrees.length >= (held ?? 0)).length;
			const candidatesLeft = candidates.slice(findings.length);
			const portion = { candidates: candidatesLeft, enough: enough && enough - counted, held, again };
			const lines = await this.#do(job, again ? SILENCE_AGAIN : SILENCE, { seat, portion });
			for (const line of lines) if (line['index'] !== undefined) findings.push(line as unknown as Finding);
			if (isDone(lines)) break;
			if (again)
				findings.push({
					lines: job.goals.map(() => 0),
					failed: '(ended by the time limit)',
					hangs: true
				});
		}
		return findings;
	}

	async #do(
		job: Line,
		silence: number,
		{ seat, portion }: { seat: number; portion?: Line } = { seat: 0 }
	): Promise<Line[]> {
		const known = this.#processes.get(seat);
		const process = known && !known.isOver ? known : this.#start();
		this.#processes.set(seat, process);
		const lines = await process.do(job, silence, portion);
		this.#signal.throwIfAborted();
		return lines;
	}

	#start(): WarmProcess {
		const folder = `${FOLDER}/${this.#started++}`;
		return new WarmProcess(this.#sandbox, `node ${FOLDER}/main.cjs`, folder, this.#signal);
	}
}

function loadedIn(lines: readonly Line[]): string[] {
	return lines.flatMap(({ loading }) => (typeof loading === 'string' ? [loading] : []));
}

function isDone(lines: readonly Line[]): boolean {
	return lines.some(({ done }) => done === true);
}

/** An edit that is none. */
function unchanged(sources: Sources): Splice {
	return { path: Object.keys(sources)[0] ?? '', start: 0, end: 0, text: '' };
}
