/** Puts bugs into a green repository and keeps those that turn some tests red and not all, the same ones twice over. */
import { CodedError } from '#model/coded-error.ts';
import type { TestId, TestResult } from '#model/test-result.ts';
import { inTurns, type Mutant } from './choose.ts';
import { applyMutation } from './mutation.ts';
import { draftsOf, isMutation } from './mutations.ts';

export type InjectedBug = {
	mutant: Mutant;
	/** The file with the bug. */
	text: string;
	failToPass: TestId[];
	passToPass: TestId[];
};

export type Search = {
	/** The repository's own code, not its tests: path -> text. */
	sources: ReadonlyMap<string, string>;
	write: (path: string, text: string) => Promise<void>;
	/** Runs the whole suite on what was written; a command that a limit ended counts as `hung`. */
	run: () => Promise<{ tests: readonly TestResult[]; hung: boolean }>;
	/** Bugs wanted, and mutants tried at most. */
	count: number;
	tries: number;
	seed: number;
	signal?: AbortSignal;
	onTry?: (tried: number, found: number) => void;
};

/** Mutants of one file that change no test, after which the file counts as one that the tests do not run. */
const DEAF_AFTER = 8;

/** In the order in which they are tried. */
export function* mutantsOf(sources: ReadonlyMap<string, string>, seed: number): Generator<Mutant> {
	const drafts = [...sources].flatMap(([path, text]) => draftsOf(text).map((draft) => ({ ...draft, path })));
	for (const mutant of inTurns(drafts, seed))
		if (isMutation(sources.get(mutant.path) ?? '', mutant)) yield mutant;
}

/** @throws CodedError E_NOT_GREEN where a test fails before anything was changed, E_NO_TESTS where there is none, E_ONE_TEST where there is one. */
export async function* findBugs(search: Search): AsyncGenerator<InjectedBug> {
	const green = await passingTests(search);
	const deaf = new Map<string, number>();
	let [tried, found] = [0, 0];
	for (const mutant of mutantsOf(search.sources, search.seed)) {
		if (found === search.count || tried === search.tries) return;
		if ((deaf.get(mutant.path) ?? 0) >= DEAF_AFTER) continue;
		search.signal?.throwIfAborted();
		const bug = await tryMutant(search, mutant, green);
		tried++;
		if (bug === 'unnoticed') deaf.set(mutant.path, (deaf.get(mutant.path) ?? 0) + 1);
		else deaf.set(mutant.path, -Infinity);
		if (typeof bug === 'object') {
			found++;
			yield bug;
		}
		search.onTry?.(tried, found);
	}
}

async function passingTests({ run }: Search): Promise<TestId[]> {
	const { tests } = await run();
	if (tests.length === 0)
		throw new CodedError('E_NO_TESTS', 'Cannot inject a bug: the suite reports no test');
	const red = tests.filter(({ status }) => status === 'failed' || status === 'error');
	if (red.length > 0)
		throw new CodedError(
			'E_NOT_GREEN',
			`Cannot inject a bug: ${red.length} of ${tests.length} tests fail already, "${red[0]?.id}" for one`
		);
	const green = tests.filter(({ status }) => status === 'passed').map(({ id }) => id);
	if (green.length === 1)
		throw new CodedError(
			'E_ONE_TEST',
			`Cannot inject a bug: the suite is one test, "${green[0]}", and a bug must turn some red and not all`
		);
	return green;
}

async function tryMutant(
	{ sources, write, run }: Search,
	mutant: Mutant,
	green: readonly TestId[]
): Promise<InjectedBug | 'unnoticed' | 'unfit'> {
	const before = sources.get(mutant.path) ?? '';
	const text = applyMutation(before, mutant);
	await write(mutant.path, text);
	try {
		const first = await redOf(run, green);
		if (first === null) return 'unfit';
		if (first.length === 0) return 'unnoticed';
		if (first.length === green.length) return 'unfit';
		const second = await redOf(run, green);
		if (second === null || second.join('\n') !== first.join('\n')) return 'unfit';
		const red = new Set(first);
		return { mutant, text, failToPass: first, passToPass: green.filter((id) => !red.has(id)) };
	} finally {
		await write(mutant.path, before);
	}
}

/** Tests that were green and are not now; null where something hung. */
async function redOf(run: Search['run'], green: readonly TestId[]): Promise<TestId[] | null> {
	const { tests, hung } = await run();
	if (hung) return null;
	const passed = new Set(tests.filter(({ status }) => status === 'passed').map(({ id }) => id));
	return green.filter((id) => !passed.has(id));
}
