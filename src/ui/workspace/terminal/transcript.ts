/** What a terminal would show of a run: its commands and what they printed. ANSI colours. */
import type { Call, Run } from '#model/run.ts';

const PROMPT = '\x1b[34m$\x1b[0m ';
const dim = (text: string) => `\x1b[2m${text}\x1b[0m`;

/** `live` is what the running command has printed so far. */
export function transcript(run: Run, live: string): string {
	const calls = run.steps.flatMap((step) => step.calls).filter(isCommand);
	return calls.map((call) => PROMPT + commandOf(call) + '\n' + outcome(call, live)).join('');
}

function isCommand({ tool }: Call): boolean {
	return tool === 'bash' || tool === 'run_tests';
}

function commandOf({ tool, input }: Call): string {
	if (tool === 'bash') return String(input['command'] ?? '');
	return ['run_tests', ...(Array.isArray(input['files']) ? input['files'].map(String) : [])].join(' ');
}

function outcome({ output, exitCode }: Call, live: string): string {
	if (output === null) return live;
	const text = output === '' || output.endsWith('\n') ? output : `${output}\n`;
	return exitCode === 0 ? text : `${text}${dim(`exit code ${exitCode}`)}\n`;
}
