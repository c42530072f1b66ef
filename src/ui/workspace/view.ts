/** What the panes of the workspace share: which moment's facts they show, in the words of the screen. */
import type { Call, Run, Step, TestLine } from '#model/run.ts';
import type { Task } from '#model/task.ts';
import type { TestStatus } from '#model/test-result.ts';

export type TestRow = {
	id: string;
	group: 'FAIL_TO_PASS' | 'PASS_TO_PASS' | 'other';
	/** null = not known at this moment. */
	before: TestStatus | 'missing' | null;
	now: TestStatus | 'missing' | null;
	message: string | null;
};

/** Every test of the task and of the run at this moment; the verdict's word counts over the agent's runs. */
export function testRows(task: Task | null, run: Run): TestRow[] {
	const judged = new Map(run.verdict?.tests.map((test) => [test.id, test]));
	const named = new Map<string, TestRow['group']>([
		...[...run.tests.keys()].map((id) => [id, 'other'] as const),
		...(task?.passToPass ?? []).map((id) => [id, 'PASS_TO_PASS'] as const),
		...(task?.failToPass ?? []).map((id) => [id, 'FAIL_TO_PASS'] as const)
	]);
	return [...named].map(([id, group]) => {
		const seen: TestLine | undefined = run.tests.get(id);
		const test = judged.get(id);
		return {
			id,
			group,
			before: test?.before ?? seen?.before ?? null,
			now: test?.after ?? seen?.now ?? null,
			message: test?.message ?? seen?.message ?? null
		};
	});
}

/** One line that says what a call does. */
export function describeCall({ tool, input }: Call): { verb: string; object: string } {
	const text = (key: string) => (typeof input[key] === 'string' ? input[key] : '');
	switch (tool) {
		case 'bash':
			return { verb: 'Runs', object: text('command') };
		case 'str_replace_editor':
			return { verb: editorVerbs[text('command')] ?? text('command'), object: text('path') };
		case 'run_tests':
			return {
				verb: 'Runs the tests',
				object: Array.isArray(input['files']) ? input['files'].join(' ') : ''
			};
		case 'think':
			return { verb: 'Thinks', object: '' };
		case 'submit':
			return { verb: 'Submits', object: '' };
		default:
			return { verb: tool, object: JSON.stringify(input) };
	}
}

const editorVerbs: Record<string, string> = {
	view: 'Reads',
	create: 'Creates',
	str_replace: 'Edits',
	insert: 'Edits',
	undo_edit: 'Takes back an edit of'
};

/** The path that the agent worked on last and that is there, for the editor to follow. */
export function pathOfInterest(run: Run, exists: (path: string) => boolean): string | null {
	for (const step of run.steps.toReversed()) {
		const changed = step.patches.flat().findLast(({ path }) => exists(path));
		if (changed) return changed.path;
		const read = step.calls.findLast((call) => call.tool === 'str_replace_editor')?.input['path'];
		const path = typeof read === 'string' ? read.replace(/^\.?\//, '') : '';
		if (path && exists(path)) return path;
	}
	return null;
}

export function countPassing(step: Step): { passed: number; total: number } | null {
	const last = step.testRuns.at(-1);
	if (!last) return null;
	return { passed: last.tests.filter(({ status }) => status === 'passed').length, total: last.tests.length };
}
