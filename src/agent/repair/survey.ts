/** Runs the tests once with every statement counted: which fail, what they ran, what must stay green, and how fast. */
import { CodedError } from '#model/coded-error.ts';
import type { TestResult } from '#model/test-result.ts';
import type { Sandbox } from '#sandbox/sandbox.ts';
import { SILENCE_LOADING, type Checker, type Goal, type Stage, type TestSeen } from './checker.ts';
import { firstOf } from './first.ts';
import { withFuel, withHits, type Fuelled, type Unit } from './instrument.ts';
import { suspicions } from './suspicion.ts';
import { readSource, type Source } from './syntax.ts';

export type Survey = {
	testFiles: readonly string[];
	units: readonly Unit[];
	/** By unit. */
	suspicion: readonly number[];
	/** Units that some test ran. */
	ran: ReadonlySet<number>;
	/** By file of tests: those that ran there, also while it was loaded. */
	ranBy: ReadonlyMap<string, ReadonlySet<number>>;
	/** The repository's own files that the tests load. */
	sources: readonly Source[];
	/** By path. */
	fuelled: ReadonlyMap<string, Fuelled>;
	failing: readonly TestSeen[];
	/** The failing tests that an edit is measured by. */
	goals: readonly Goal[];
	/** Failing tests that it has to pass as well and is not searched by: they say whether it holds beyond. */
	withheld: readonly Stage[];
	/** What it has to pass besides. */
	stages: readonly Stage[];
	/** Tests inside of others that fail: the stages leave them out. */
	skipped: readonly string[];
	/** Tests that run before any that is run alone (first.ts). */
	first: readonly string[];
	/** Turns of loops and calls that one test may take of which nothing else is known. */
	fuel: number;
	/** Own files that cannot be searched. */
	left: readonly string[];
};

/** Failing tests that are run for every edit, and the share of them at most. */
const GOALS = 6;
const SHARE = 2 / 3;

const TEST_FOLDER = /(^|\/)(tests?|spec|__tests__|examples?|benchmarks?)\//;

export type Looking = { sandbox: Sandbox; testFiles: readonly string[]; fuel?: number };
/** What all tests did in the checker. */
export type Looked = { tests: TestSeen[]; loaded: string[] } & Pick<Survey, 'sources' | 'left' | 'units'>;

/**
 * Most tests load nothing that their files do not load already: to know which files count takes no run of the tests. Where that was wrong, or
 * what was not known to be loaded hangs, they are run again.
 */
export async function lookAtAll(
	checker: Checker,
	looking: Looking,
	known?: readonly string[]
): Promise<Looked> {
	const { testFiles } = looking;
	if (known) return lookAt(checker, looking, known);
	const early = await checker.loadedBy(testFiles, 'files');
	const isOwn = isOwnFor(testFiles);
	if (early.some(isOwn)) {
		const looked = await lookAt(checker, looking, early, SILENCE_LOADING).catch(() => null);
		if (looked && looked.loaded.filter(isOwn).join('\n') === early.filter(isOwn).join('\n')) return looked;
		if (looked) return lookAt(checker, looking, looked.loaded);
	}
	return lookAt(checker, looking, await checker.loadedBy(testFiles, 'tests'));
}

const isOwnFor = (testFiles: readonly string[]) => (path: string) =>
	path.endsWith('js') && !testFiles.includes(path) && !TEST_FOLDER.test(path);

/** Runs all tests with every statement of these files counted. */
async function lookAt(
	checker: Checker,
	{ sandbox, testFiles, fuel }: Looking,
	loaded: readonly string[],
	silence?: number
): Promise<Looked> {
	const [sources, left]: [Source[], string[]] = [[], []];
	for (const path of loaded.filter(isOwnFor(testFiles))) {
		const source = readSource(path, new TextDecoder().decode(await sandbox.read(path)));
		if (source) sources.push(source);
		else left.push(path);
	}
	if (sources.length === 0)
		throw new CodedError(
			'E_NOTHING_TO_SEARCH',
			`Cannot search: the tests load no CommonJS source (${loaded.join(', ')})`
		);
	const units: Unit[] = [];
	const hitting = Object.fromEntries(sources.map((source) => [source.path, withHits(source, units)]));
	const limits = { ...(fuel === undefined ? {} : { fuel }), ...(silence === undefined ? {} : { silence }) };
	return { ...(await checker.observe(testFiles, hitting, limits)), sources, left, units };
}

export async function survey(
	checker: Checker,
	{
		sandbox,
		testFiles,
		reported,
		loaded: known,
		fuel,
		looked
	}: {
		sandbox: Sandbox;
		testFiles: readonly string[];
		reported: readonly TestResult[];
		/** Files that the tests load, where that is known; they are run once more for it otherwise. */
		loaded?: readonly string[];
		/** Turns of loops and calls that one test may take, where that is known: what never ends then ends sooner. */
		fuel?: number;
		/** Where they ran already. */
		looked?: Looked | null;
	}
): Promise<Survey> {
	const looking = { sandbox, testFiles, ...(fuel === undefined ? {} : { fuel }) };
	const { tests, sources, left, units } = looked ?? (await lookAtAll(checker, looking, known));
	const leaves = tests.filter(({ parts }) => parts === 0);
	const failing = leaves.filter((test) => !test.passed && !isPassed(test, reported));
	const green = leaves.filter(({ passed }) => passed);
	// A test inside of another cannot be kept for last: the outer one is run whole.
	const share = failing.every(({ test, top }) => test === top) ? SHARE : 1;
	const count = Math.min(GOALS, Math.ceil(failing.length * share));
	const later = failing.slice(count);
	const most = Math.max(...green.map(fuelFor), LEAST_FUEL);
	const tops = tests.filter((one) => one.test === one.top && (one.passed || isMixed(one, tests)));
	const found = {
		testFiles,
		units,
		suspicion: suspicions([...failing, ...green], units.length),
		ran: new Set(tests.flatMap(({ hits, loaded }) => [...hits, ...loaded])),
		ranBy: ranByFile(tests),
		sources,
		fuelled: new Map(sources.map((source) => [source.path, withFuel(source)])),
		failing,
		goals: failing.slice(0, count).map((test) => goalOf(test, most)),
		withheld: stagesOf(later.filter(({ test, top }) => test === top)),
		stages: stagesOf(tops),
		skipped: leaves.filter((test) => !test.passed && !later.includes(test)).map(({ test }) => test),
		fuel: most,
		left
	};
	return { ...found, first: await firstOf(checker, found) };
}

function ranByFile(tests: readonly TestSeen[]): Map<string, Set<number>> {
	const found = new Map<string, Set<number>>();
	for (const { file, hits, loaded } of tests) {
		const own = found.get(file) ?? new Set<number>();
		found.set(file, own);
		for (const unit of [...hits, ...loaded]) own.add(unit);
	}
	return found;
}

/** A test that the real runner passes, with all tests inside it, says nothing when it fails here only. */
function isPassed({ test }: TestSeen, reported: readonly TestResult[]): boolean {
	const isRed = ({ status }: TestResult) => status === 'failed' || status === 'error';
	if (reported.some((result) => isRed(result) && result.id.startsWith(`${test} > `))) return false;
	return reported.some(({ id, status }) => id === test && status === 'passed');
}

/** A test that fails for nothing but what fails inside of it: without that it can pass. */
function isMixed({ test, parts }: TestSeen, tests: readonly TestSeen[]): boolean {
	return (
		parts > 0 && tests.some((one) => one.parts === 0 && !one.passed && one.test.startsWith(`${test} > `))
	);
}

/** Milliseconds a test may take: far more than it took, so that a slow moment of the machine decides nothing. */
function limitFor({ time, passed, parts, endless, burnt }: TestSeen): number {
	const isLong = passed || parts > 0 || (!endless && burnt > LEAST_FUEL);
	return Math.ceil(2000 + 20 * (isLong ? time : Math.min(time, 50)));
}

const LEAST_FUEL = 20_000;

/** Turns that a test may take: far more than it took. */
function fuelFor({ burnt }: TestSeen): number {
	return LEAST_FUEL + 20 * burnt;
}

/** What a test that passes took says what it may take. */
function stagesOf(tests: readonly TestSeen[]): Stage[] {
	const files = [...new Set(tests.map(({ file }) => file))];
	return files.map((file) => ({
		file,
		tests: tests
			.filter((test) => test.file === file)
			.map((test) => (test.passed ? [test.test, limitFor(test), fuelFor(test)] : [test.test, limitFor(test)]))
	}));
}

/** One that ends by itself may take more than any that passes. */
function goalOf(seen: TestSeen, most: number): Goal {
	const { test, file, top, line, burnt, endless } = seen;
	const fuel = endless ? most : Math.max(most, LEAST_FUEL + LONGER * burnt);
	return { test, file, top, line, burnt, fuel, limit: limitFor(seen) };
}

/** What a test may take to pass, of what it takes to fail. */
const LONGER = 4;
