/** Runs the task's own tests. The observation holds no durations, so that the same files always read the same. */
import type { TestResult } from '#model/test-result.ts';
import { elide } from './text.ts';
import { refuse, type Tool } from './tool.ts';

/** Failures told in full; the others are named. */
const TOLD = 10;

export const runTests: Tool = {
	spec: {
		name: 'run_tests',
		description: "Runs the repository's tests and says which failed, and why.",
		parameters: {
			type: 'object',
			properties: {
				files: {
					type: 'array',
					items: { type: 'string' },
					description: 'Only these test files; all unless told.'
				}
			},
			required: []
		}
	},

	writes: () => true,

	async run(input, context) {
		if (!context.runTests)
			return refuse('The tests of this task are hidden: write a reproduction of your own.');
		const files = input['files'];
		if (files !== undefined && !isTexts(files)) return refuse('Parameter `files` is a list of paths.');
		const { tests, output, exitCode, duration } = await context.runTests({
			signal: context.signal,
			...(files === undefined ? {} : { files })
		});
		return { output: describe(tests, output), exitCode, ran: { tests, duration } };
	}
};

function isTexts(value: unknown): value is string[] {
	return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

export function describe(tests: readonly TestResult[], output: string): string {
	if (tests.length === 0) return `No test reported a result.\n${elide(output)}`;
	const failed = tests.filter(({ status }) => status === 'failed' || status === 'error');
	const skipped = tests.filter(({ status }) => status === 'skipped').length;
	const passed = tests.length - failed.length - skipped;
	const lines = [`${passed} passed, ${failed.length} failed${skipped ? `, ${skipped} skipped` : ''}`];
	for (const { id, message } of failed.slice(0, TOLD)) {
		lines.push(`FAILED ${id}`);
		if (message) lines.push(message.replace(/^/gm, '    '));
	}
	for (const { id } of failed.slice(TOLD)) lines.push(`FAILED ${id}`);
	return elide(lines.join('\n'));
}
