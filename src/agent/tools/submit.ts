import type { Tool } from './tool.ts';

export const submit: Tool = {
	spec: {
		name: 'submit',
		description: 'Ends the run: the files as they are now go to the verifier.',
		parameters: { type: 'object', properties: {}, required: [] }
	},
	writes: () => false,
	async run() {
		return { output: 'Submitted.', exitCode: 0, submitted: true };
	}
};
