/** --trace-exit: where a process or a thread was told to end, as Node's Environment::Exit prints it. */
import type { Context } from './context.ts';
import type { StackTraces } from './stack-traces.ts';

/** Frames shown, as --stack-trace-limit has it where nobody says. */
const FRAMES = 10;

export function traceExit({ start, printError }: Context, stacks: StackTraces, code: number): void {
	const thread = start.thread ? `, thread:${start.thread.threadId}` : '';
	const lines = [`(node:${start.pid}${thread}) WARNING: Exited the environment with code ${code}`];
	for (const { functionName, scriptName, lineNumber, column } of stacks.callSites(FRAMES)) {
		// What is evaluated has no name here.
		const evaluated = start.thread ? '[worker eval]' : '[eval]';
		const place = `${scriptName || evaluated}:${lineNumber}:${column}`;
		lines.push(functionName === '' ? `    at ${place}` : `    at ${functionName} (${place})`);
		// What evaluated it is not shown.
		if (scriptName === '') break;
	}
	printError(`${lines.join('\n')}\n\n`);
}
