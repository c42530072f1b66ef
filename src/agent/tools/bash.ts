/**
 * Runs a command. Each call is a shell of its own that begins with the directory and the exported variables with which
 * the one before ended, as far as it ended by itself.
 */
import { asText, elide } from './text.ts';
import { refuse, type Tool } from './tool.ts';

/** Milliseconds. */
const DEFAULT_TIMEOUT = 120_000;

export const bash: Tool = {
	spec: {
		name: 'bash',
		description:
			'Runs a shell command. The first call starts in the root of the repository; the directory and exported variables are kept from one call to the next, processes in the background are not.',
		parameters: {
			type: 'object',
			properties: {
				command: { type: 'string', description: 'The command.' },
				timeout: { type: 'number', description: 'Seconds after which it is ended; 120 unless told.' }
			},
			required: ['command']
		}
	},

	writes: () => true,

	async run(input, { sandbox, signal, shell }) {
		const command = asText(input['command']);
		if (!command?.trim()) return refuse('Parameter `command` is required.');
		const seconds = Number(input['timeout']);
		const timeout = seconds > 0 ? seconds * 1000 : DEFAULT_TIMEOUT;
		const { output, exitCode, timedOut } = await sandbox.run(kept(shell, command), { signal, timeout });
		const end = timedOut
			? `[Killed after ${timeout / 1000} seconds, with everything it had started: ${firstLine(command)}. Directory and variables are as before it.]`
			: `[The command completed with exit code ${exitCode}.]`;
		const text = elide(output);
		return { output: text + (text && !text.endsWith('\n') ? '\n' : '') + end, exitCode };
	}
};

/** On one line, so that line numbers in errors are those of the command. The user's own trap on EXIT wins. */
function kept(file: string, command: string): string {
	const restore = `[ -f ${file} ] && . ${file} && cd "$SHELL_CWD" && unset SHELL_CWD`;
	const save = `export SHELL_CWD="$PWD"; export -p > ${file}`;
	return `${restore}; trap '{ ${save}; } 2>/dev/null' EXIT; (exit 0); ${command}`;
}

function firstLine(command: string): string {
	const [line = '', ...more] = command.trim().split('\n');
	return more.length > 0 || line.length > 80 ? `${line.slice(0, 80)} ...` : line;
}
