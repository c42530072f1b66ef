/** Runs a command in the repository's folder. Each call is a shell of its own: nothing but files is kept. */
import { asText, elide } from './text.ts';
import { refuse, type Tool } from './tool.ts';

/** Milliseconds. */
const DEFAULT_TIMEOUT = 120_000;

export const bash: Tool = {
	spec: {
		name: 'bash',
		description:
			'Runs a shell command in the root of the repository. Every call starts a new shell: a change of directory or a variable is gone in the next one.',
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

	async run(input, { sandbox, signal }) {
		const command = asText(input['command']);
		if (!command?.trim()) return refuse('Parameter `command` is required.');
		const seconds = Number(input['timeout']);
		const timeout = seconds > 0 ? seconds * 1000 : DEFAULT_TIMEOUT;
		const { output, exitCode, timedOut } = await sandbox.run(command, { signal, timeout });
		const end = timedOut
			? `[The command was ended after ${timeout / 1000} seconds.]`
			: `[The command completed with exit code ${exitCode}.]`;
		const text = elide(output);
		return { output: text + (text && !text.endsWith('\n') ? '\n' : '') + end, exitCode };
	}
};
