import { asText } from './text.ts';
import { refuse, type Tool } from './tool.ts';

export const think: Tool = {
	spec: {
		name: 'think',
		description: 'Writes a thought into the log. Changes nothing; for plans, doubts and conclusions.',
		parameters: {
			type: 'object',
			properties: { thought: { type: 'string', description: 'The thought.' } },
			required: ['thought']
		}
	},
	writes: () => false,
	async run(input) {
		if (!asText(input['thought'])) return refuse('Parameter `thought` is required.');
		return { output: 'Your thought has been logged.', exitCode: 0 };
	}
};
