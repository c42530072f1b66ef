/** What SWE-bench 5 wants beside the task: keys of task.yaml, eval.sh and Dockerfile. https://github.com/SWE-bench/SWE-bench/blob/main/swebench/task/checks.py */
import type { Task } from '#model/task.ts';
import type { TaskPack } from '../task-pack.ts';

/** The repository's name and commit, in SWE-bench's words. */
export const placeOf = ({ task, digest }: Pick<TaskPack, 'task' | 'digest'>) =>
	task.source.kind === 'npm'
		? { repo: `npm/${task.source.package}`, base_commit: task.source.base }
		: { repo: `tabgym/${task.id}`, base_commit: digest };

/** Keys of task.yaml that SWE-bench requires. Our results are files, so no parser of theirs reads them: `tabgym` says so. */
export function sweBenchKeys(pack: Pick<TaskPack, 'task' | 'digest'>) {
	const { task } = pack;
	return {
		instance_id: task.id,
		...placeOf(pack),
		version: task.source.kind === 'npm' ? task.source.base : '1',
		split: 'test',
		datasets: ['tabgym'],
		image: `tabgym.eval.${task.id.toLowerCase()}:latest`,
		log_parser: 'tabgym',
		eval_type: 'pass_and_fail'
	};
}

const quoted = (text: string) =>
	/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;

/** Puts the tests in place and runs them, between the marks that SWE-bench looks for. */
export function evalScript(task: Task, deletedTests: readonly string[]): string {
	return [
		'#!/bin/bash',
		'cd /testbed',
		...deletedTests.map((path) => `rm -f ${quoted(path)}`),
		'cp -r /tests/. .',
		"echo '>>>>> Start Test Output'",
		'SWEBENCH_TEST_EXIT_CODE=0',
		...task.testCommands.map((command) => `${command} || SWEBENCH_TEST_EXIT_CODE=$?`),
		"echo '>>>>> End Test Output'",
		'echo "SWEBENCH_TEST_EXIT_CODE=$SWEBENCH_TEST_EXIT_CODE"',
		''
	].join('\n');
}

export const dockerfile = (hasEnvironment: boolean) =>
	[
		'FROM node:22-slim',
		'WORKDIR /testbed',
		'COPY repo/ ./',
		...(hasEnvironment ? ['COPY node_modules/ ./node_modules/'] : []),
		'COPY tests/ /tests/',
		''
	].join('\n');
