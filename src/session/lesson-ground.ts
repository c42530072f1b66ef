/** What a lesson stands on: its task, its run, the files one begins with, and the checks of answers. For the learner and for who grades. */
import { hitsIn } from '#debugger/breakpoints.ts';
import { CodedError } from '#model/coded-error.ts';
import type { Tree } from '#model/tree.ts';
import type { Verdict } from '#model/verdict.ts';
import {
	checkBreakpoint,
	checkJudgement,
	checkPrediction,
	checkWritten,
	type Checked
} from '#lesson/check.ts';
import { checkSame } from '#lesson/check-files.ts';
import { lessonSchema, parsed, type Drill, type Lesson } from '#lesson/lesson.ts';
import { encodeTree } from '#sandbox/snapshot.ts';
import type { Layer } from '#sandbox/sandbox.ts';
import { applyDiff } from '#verifier/diff.ts';
import { baseTree } from './files.ts';
import { checkFork } from './lesson-fork.ts';
import { checkPrompt, checkText } from './lesson-model.ts';
import { badTests, edited, startOf, verdictOf, type Proposal } from './lesson-judge.ts';
import { OWN_LESSON, ownLessons } from './own-lessons.ts';
import type { HostName, Parts, TaskPack } from './parts.ts';
import { readFile, SharedSession } from './shared.svelte.ts';

/** `verdict` and `proposal`: what was judged, where something was. */
export type Answered = Checked & { verdict?: Verdict; proposal?: Proposal };
export type Watching = { host: HostName; onProgress: (text: string) => void; signal?: AbortSignal };

const encoder = new TextEncoder();
const site = (path: string) => new URL(`lessons/${path}`, document.baseURI).href;

export async function fetchLessonJson(path: string): Promise<unknown> {
	const response = await fetch(site(path)).catch(() => null);
	if (!response?.ok)
		throw new CodedError(
			'E_LESSON',
			`Cannot open "${path}": this site has no such lesson (${response?.status ?? 'no answer'})`
		);
	return response.json();
}

async function loadLesson(id: string): Promise<Lesson> {
	if (!id.startsWith(OWN_LESSON)) return parsed(lessonSchema, await fetchLessonJson(`${id}.json`), id);
	const lesson = await ownLessons.get(id);
	if (!lesson)
		throw new CodedError(
			'E_LESSON',
			`Cannot open "${id}": it is not in this browser; bring its folder again`
		);
	return lesson;
}

export class LessonGround {
	readonly lesson: Lesson;
	readonly pack: TaskPack | null;
	readonly run: SharedSession | null;
	/** The files that the learner begins with. */
	readonly base: Tree;
	readonly #parts: Parts;

	private constructor(parts: Parts, lesson: Lesson, pack: TaskPack | null, run: SharedSession | null) {
		this.#parts = parts;
		this.lesson = lesson;
		this.pack = pack;
		this.run = run;
		this.base = startOf(pack, lesson);
	}

	static async open(parts: Parts, id: string): Promise<LessonGround> {
		const lesson = await loadLesson(id);
		const pack = lesson.task === null ? null : await parts.loadTaskPack(lesson.task, {});
		const share = lesson.run === null ? null : readFile(lesson.files[lesson.run] ?? '');
		const run = share?.kind === 'run' ? await SharedSession.open(parts, share) : null;
		return new LessonGround(parts, lesson, pack, run);
	}

	/** A file as the learner begins with it; `from` = the step of the run, counted from 1. */
	async read(path: string, from: number | undefined): Promise<string> {
		const file = this.base.get(path);
		const original = file && 'bytes' in file ? new TextDecoder().decode(file.bytes) : '';
		if (from === undefined || !this.run) return original;
		const { replay } = this.run.session;
		replay.seekStep(from - 1);
		return (await this.run.session.read(path)).after ?? '';
	}

	/** What the run had changed where the drill leaves it, as text; nothing where it leaves from the base. */
	async filesAt(drill: Drill): Promise<Record<string, string>> {
		if (drill.kind !== 'fix' || drill.from === undefined || !this.run) return {};
		const { session } = this.run;
		session.replay.seekStep(drill.from - 1);
		const found = session.replay.run.changes.map(
			async ({ path }) => [path, (await session.read(path)).after] as const
		);
		return Object.fromEntries((await Promise.all(found)).map(([path, text]) => [path, text ?? '']));
	}

	/** What to mount for the learner's files. */
	layers(files: Readonly<Record<string, string>>): Layer[] {
		const environment = this.pack?.base.filter(({ role }) => role === 'environment') ?? [];
		return [...environment, repoLayer(this.base, files)];
	}

	/** @param answer what was typed or chosen; of edited files JSON by path */
	async check(drill: Drill, answer: string, watching: Watching): Promise<Answered> {
		switch (drill.kind) {
			case 'prediction': {
				const verdict = await this.#patch(drill.patch, watching);
				return checkPrediction(Number(answer), verdict.resolution === 'full');
			}
			case 'judge': {
				const verdict = await this.#patch(drill.patch, watching);
				return checkJudgement(answer === 'accept', verdict.resolution === 'full', badTests(verdict));
			}
			case 'breakpoint':
				return checkBreakpoint(this.run && (await firstStop(this.run, answer)), drill.answer);
			case 'fix':
				return this.#fix(drill, answer, watching);
			case 'command':
				return this.#command(drill, answer, watching);
			case 'same':
				return checkSame(drill.files, filesIn(drill, answer), this.lesson.solution);
			case 'fork':
				return checkFork(this.#parts, drill, answer);
			case 'prompt':
				return checkPrompt(this.#parts, drill, answer, this.lesson.task ?? '', watching);
			case 'text':
				return checkText(this.#parts, drill, answer, watching);
			case 'choice':
			case 'step':
			case 'file':
			case 'line':
			case 'number':
				return checkWritten(drill, answer);
			default:
				return drill satisfies never;
		}
	}

	async #patch(name: string, watching: Watching): Promise<Verdict> {
		return this.#judge(await applyDiff(this.base, this.lesson.files[name] ?? ''), watching);
	}

	async #fix(drill: Extract<Drill, { kind: 'fix' }>, answer: string, watching: Watching): Promise<Answered> {
		const files = filesIn(drill, answer);
		const run = drill.from === undefined ? null : this.run;
		const proposal = await edited(this.base, files, run, drill.from ?? 0);
		const verdict = await this.#judge(proposal, watching);
		const passed = verdict.resolution === 'full';
		const why = badTests(verdict);
		const said = passed
			? 'All tests pass: the verifier says resolved.'
			: `The verifier says: not resolved${why && `, ${why}`}.`;
		return { passed, said, score: null, verdict, proposal };
	}

	async #command(
		drill: Extract<Drill, { kind: 'command' }>,
		answer: string,
		{ host, onProgress, signal = new AbortController().signal }: Watching
	): Promise<Answered> {
		onProgress('Starting a sandbox');
		const sandbox = await this.#parts.openSandbox({ host, onProgress, signal });
		try {
			await sandbox.mount(this.layers(filesIn(drill, answer)));
			for (const command of [...this.lesson.commands.prepare, drill.command]) {
				onProgress(command);
				const { exitCode, output } = await sandbox.run(command, { signal, timeout: LONGEST });
				if (exitCode !== 0)
					return {
						passed: false,
						said: `"${command}" ends with ${exitCode}: ${output.trim().split('\n').slice(-4).join(' ').slice(-400)}`,
						score: null
					};
			}
			return { passed: true, said: `"${drill.command}" ends with 0.`, score: null };
		} finally {
			await sandbox.close();
		}
	}

	#judge(proposal: Proposal, { host, onProgress }: Watching): Promise<Verdict> {
		if (!this.pack) throw new CodedError('E_LESSON', 'Cannot judge: this lesson has no task');
		onProgress('Starting a sandbox');
		return verdictOf(this.#parts, this.pack, proposal, host, onProgress);
	}
}

function repoLayer(base: Tree, files: Readonly<Record<string, string>>): Layer {
	const tree = new Map(base);
	for (const [path, text] of Object.entries(files)) tree.set(path, { bytes: encoder.encode(text) });
	return { id: 'lesson', mountPoint: '', role: 'repo', snapshot: encodeTree(tree) };
}

/** A task's layers with files of a learner in place of its own. */
export function editedLayers(base: readonly Layer[], files: Readonly<Record<string, string>>): Layer[] {
	return [...base.filter(({ role }) => role === 'environment'), repoLayer(baseTree(base), files)];
}

/** The drill's own files out of an answer: what else stands in it may come from anybody. */
export function filesIn(
	{ id, files }: { id: string; files: readonly string[] },
	answer: string
): Record<string, string> {
	let value: unknown = null;
	try {
		value = JSON.parse(answer);
	} catch {
		// refused below
	}
	if (typeof value !== 'object' || value === null)
		throw new CodedError('E_ANSWER', `Cannot check "${id}": the answer holds no files`);
	const given = Object.entries(value).filter(
		(pair): pair is [string, string] => files.includes(pair[0]) && typeof pair[1] === 'string'
	);
	return Object.fromEntries(given);
}

/** Milliseconds that a command of a lesson may take. */
const LONGEST = 180_000;

/** The first step, counted from 1, before or in which a breakpoint pauses; null = it never does. */
async function firstStop({ session, shared }: SharedSession, expression: string): Promise<number | null> {
	const around = await session.surroundings(session.replay.latest, false);
	const breakpoint = { id: 'answer', expression, enabled: true };
	const [hit] = await hitsIn(shared.trajectory.events, [breakpoint], around);
	return hit?.step == null ? null : hit.step + 1;
}
