import { describe, expect, test } from 'vitest';
import { readTaskFolder } from './task-file.ts';

const yaml = {
	id: 'tiny-1.0.0',
	title: 'Tiny',
	source: {
		npm: 'tiny',
		base: '1.0.0',
		fix: '1.0.1',
		integrity: { base: 'sha512-a', fix: 'sha512-b' },
		tests: { copy: ['test/new.js'], remove: [] }
	},
	environment: null,
	runner: 'tape',
	test_command: 'node {file}',
	test_files: ['test/a.js', 'test/new.js'],
	tests: 'hidden',
	tags: ['numbers'],
	difficulty: 2,
	limits: { steps: 10, test_timeout: 1000, time: 60_000 },
	license: 'MIT'
};
const folder = {
	name: 'tiny-1.0.0',
	yaml: yaml as unknown,
	problemStatement: 'It is wrong.\n',
	hints: 'Look.\n\n---\n\nLook again.\n' as string | null,
	tests: { FAIL_TO_PASS: ['test/new.js > works'], PASS_TO_PASS: [], flaky: [] } as unknown
};

const without = (field: string) =>
	Object.fromEntries(Object.entries(yaml).filter(([name]) => name !== field));
const refusal = (
	change: Partial<Omit<typeof folder, 'problemStatement'>> & { problemStatement?: string | null }
) => {
	try {
		readTaskFolder({ ...folder, ...change });
	} catch (error) {
		return (error as Error).message;
	}
	return null;
};

describe('a task folder', () => {
	test('becomes a task with one command for each test file', () => {
		const { task } = readTaskFolder(folder);
		expect(task.testCommands).toEqual(['node test/a.js', 'node test/new.js']);
		expect(task.hints).toEqual(['Look.', 'Look again.']);
		expect(task.source).toEqual({ kind: 'npm', package: 'tiny', base: '1.0.0', fix: '1.0.1' });
	});

	test.each(['runner', 'title', 'test_files'])(
		'without the field %s is refused by task and field',
		(field) => {
			expect(refusal({ yaml: without(field) })).toBe(
				`Cannot read task "tiny-1.0.0": field "${field}" of task.yaml is missing`
			);
		}
	);

	test('with a wrong value says what it should be', () => {
		expect(refusal({ yaml: { ...yaml, difficulty: 9 } })).toBe(
			'Cannot read task "tiny-1.0.0": field "difficulty" of task.yaml is missing or wrong, it should be a number from 1 to 5'
		);
	});

	test('must have the name of its task', () => {
		expect(refusal({ name: 'other' })).toContain('field "id" of task.yaml');
	});

	test('without a problem statement or tests.json is refused', () => {
		expect(refusal({ problemStatement: null })).toContain('problem_statement.md');
		expect(refusal({ tests: null })).toContain('tests.json');
	});
});
