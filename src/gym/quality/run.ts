/** What can be said of a change by running it: which of its lines the tests run, whether they would notice, what of it is needed. */
import { Checker } from '#agent/repair/checker.ts';
import { withHits, type Unit } from '#agent/repair/instrument.ts';
import { lineAt, readSource } from '#agent/repair/syntax.ts';
import type { Task } from '#model/task.ts';
import type { Sandbox } from '#sandbox/sandbox.ts';
import { randomOf } from '#model/random.ts';
import { applyHunks, hunksOf, type Hunk } from '#verifier/hunks.ts';
import { minimize } from '#verifier/minimize.ts';
import { filesThatChange, runSuite } from '#verifier/suite.ts';
import { changedLines, type ChangedFile } from './source.ts';

export type Ground = {
	task: Task;
	/** With the patched repository and the pristine tests mounted. */
	sandbox: Sandbox;
	files: readonly ChangedFile[];
	signal: AbortSignal;
	onProgress: (text: string) => void;
};

/** Statements on changed lines, and those of them that some test runs. null = not CommonJS, so not counted. */
export type Coverage = { statements: number; covered: number; missed: readonly string[] } | null;

export async function coverageOf({ task, sandbox, files, signal, onProgress }: Ground): Promise<Coverage> {
	onProgress('which changed lines the tests run');
	const units: Unit[] = [];
	const sources: Record<string, string> = {};
	for (const { path, after } of files) {
		const source = after === null || !path.endsWith('js') ? null : readSource(path, after);
		if (source) sources[path] = withHits(source, units);
	}
	if (units.length === 0) return null;
	const checker = new Checker(sandbox, signal);
	await checker.install();
	try {
		const testFiles = task.testCommands.map((command) => command.slice(command.lastIndexOf(' ') + 1));
		const { tests } = await checker.observe(testFiles, sources);
		const hit = new Set(tests.flatMap(({ hits }) => hits));
		const lines = new Map(files.map((file) => [file.path, changedLines(file)]));
		const changed = units
			.map(({ source, node }, index) => ({ path: source.path, line: lineAt(source.text, node.start), index }))
			.filter(({ path, line }) => lines.get(path)?.has(line));
		const missed = changed.filter(({ index }) => !hit.has(index)).map(({ path, line }) => `${path}:${line}`);
		return {
			statements: changed.length,
			covered: changed.length - missed.length,
			missed: [...new Set(missed)]
		};
	} catch {
		return null; // a suite that the checker cannot run: not counted
	} finally {
		await checker.remove();
	}
}

const CALL_FILE = 'tabgym-call.cjs';
const CALL_HITS = 'tabgym-call.json';
/** Milliseconds. */
const CALL_LIMIT = 5000;

/** "file:line" of the changed lines that one call runs, written as code; null where that cannot be said. */
export async function changedLinesRunBy(
	{ sandbox, files, signal }: Pick<Ground, 'sandbox' | 'files' | 'signal'>,
	call: string
): Promise<readonly string[] | null> {
	const units: Unit[] = [];
	for (const { path, after } of files) {
		const source = after === null || !path.endsWith('js') ? null : readSource(path, after);
		if (source) await sandbox.write(path, withHits(source, units));
	}
	if (units.length === 0) return null;
	await sandbox.write(
		CALL_FILE,
		`const hits = new Set(); globalThis.$hit = (n) => hits.add(n); globalThis.$fuel = () => true;
process.on('exit', () => require('fs').writeFileSync('${CALL_HITS}', JSON.stringify([...hits])));
try { ${call}; } catch {}`
	);
	try {
		const ran = await sandbox.run(`node ${CALL_FILE}`, { signal, timeout: CALL_LIMIT });
		if (ran.exitCode !== 0) return null; // the call holds something that is no code
		const hits: unknown = JSON.parse(new TextDecoder().decode(await sandbox.read(CALL_HITS)));
		const changed = new Map(files.map((file) => [file.path, changedLines(file)]));
		const lines = (Array.isArray(hits) ? hits : []).flatMap((index) => {
			const unit = units[Number(index)];
			const line = unit ? lineAt(unit.source.text, unit.node.start) : 0;
			return unit && changed.get(unit.source.path)?.has(line) ? [`${unit.source.path}:${line}`] : [];
		});
		return [...new Set(lines)];
	} finally {
		await sandbox.run(`rm -f ${CALL_FILE} ${CALL_HITS}`, { signal });
		for (const { path, after } of files) if (after !== null) await sandbox.write(path, after);
	}
}

export type Mutant = { path: string; operator: string; start: number; end: number; text: string };
export type MutationScore = { mutants: number; killed: number; survived: readonly string[] };

const MOST_MUTANTS = 20;

/** Small bugs put into the changed lines: does a test fail? */
export async function mutationScoreOf(
	ground: Ground,
	mutants: readonly Mutant[],
	seed = 1
): Promise<MutationScore> {
	const { sandbox, files, onProgress } = ground;
	const random = randomOf(seed);
	const chosen = [...mutants].sort(() => random.next() - 0.5).slice(0, MOST_MUTANTS);
	const survived: string[] = [];
	for (const [index, { path, operator, start, end, text }] of chosen.entries()) {
		onProgress(`bug ${index + 1} of ${chosen.length} in the changed lines`);
		const after = files.find((file) => file.path === path)?.after ?? '';
		await sandbox.write(path, after.slice(0, start) + text + after.slice(end));
		if (await passes(ground)) survived.push(`${path}:${lineAt(after, start)}: ${operator}`);
		await sandbox.write(path, after);
	}
	return { mutants: chosen.length, killed: chosen.length - survived.length, survived };
}

async function passes({ task, sandbox, signal }: Ground): Promise<boolean> {
	const files = filesThatChange(task);
	const { tests } = await runSuite(task, sandbox, { signal, files });
	const statuses = new Map(tests.map(({ id, status }) => [id, status]));
	const asked = [...task.failToPass, ...task.passToPass].filter((id) =>
		files.some((file) => id === file || id.startsWith(`${file} > `))
	);
	return asked.every((id) => statuses.get(id) === 'passed' || statuses.get(id) === 'skipped');
}

export type Needed = { hunks: number; needed: readonly string[]; minimal: boolean };

const MOST_QUESTIONS = 24;

/** The hunks without which the tests do not pass; null where they do not pass with all of them. */
export async function neededOf(ground: Ground): Promise<Needed | null> {
	const { sandbox, files, signal, onProgress } = ground;
	const hunks = files.flatMap(({ path, before, after }) => hunksOf(path, before, after));
	const put = async (kept: readonly Hunk[]) => {
		for (const { path, before } of files) {
			const own = kept.filter((hunk) => hunk.path === path);
			if (before === null && own.length === 0) await sandbox.run(`rm -f '${path}'`, { signal });
			else await sandbox.write(path, applyHunks(before, own));
		}
	};
	try {
		const { parts, minimal } = await minimize(
			hunks,
			async (kept) => {
				onProgress(`do ${kept.length} of ${hunks.length} hunks suffice?`);
				await put(kept);
				return passes(ground);
			},
			{ limit: MOST_QUESTIONS, signal }
		);
		return {
			hunks: hunks.length,
			needed: parts.map(({ path, line, text }) => `${path}:${line}\n${text}`),
			minimal
		};
	} catch (error) {
		if (error instanceof RangeError) return null; // all of it together does not pass
		throw error;
	} finally {
		await put(hunks);
	}
}
