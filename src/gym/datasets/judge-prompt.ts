/** The question that SWE-Gym asks a model about a run, in its form. https://arxiv.org/abs/2412.21139 (appendix B.5) */
import type { Message } from '#agent/models/model.ts';
import { asXml } from './render.ts';

const SYSTEM = `You are an expert judge evaluating AI assistant interactions. Your task is to determine if the assistant successfully resolved the user's request.

Key evaluation criteria:
1. Did the assistant complete the main task requested by the user?
2. Did the assistant handle all edge cases and requirements specified?
3. Were there any errors or issues in the final solution?
4. Did the assistant verify the solution works as intended?

Respond only with "<judgement>YES</judgement>" or "<judgement>NO</judgement>".`;

const RULE = '-'.repeat(100);

export function judgePrompt(messages: readonly Message[]): { role: 'system' | 'user'; content: string }[] {
	return [
		{ role: 'system', content: SYSTEM },
		{
			role: 'user',
			content: `Please evaluate the following interaction between an AI assistant and a user:

=== INTERACTION LOG ===

${interactionLog(messages)}

=== END INTERACTION ===

Based on the above interaction, did the assistant successfully resolve the user's initial request? Respond with YES or NO.`
		}
	];
}

/** `format_traj` of SWE-Gym: turns between rules. */
function interactionLog(messages: readonly Message[]): string {
	const turns = messages.map((message, index) => {
		const who = { system: 'SYSTEM', user: 'USER', assistant: 'ASSISTANT', tool: 'TOOL EXECUTION RESULT' }[
			message.role
		];
		const text =
			message.role === 'tool'
				? message.output
				: [message.text, ...(message.role === 'assistant' ? message.calls.map(asXml) : [])]
						.filter(Boolean)
						.join('\n\n');
		return `*** Turn ${index + 1} - ${who} ***\n${text}`;
	});
	return turns.join(`\n${RULE}\n`);
}

/** The score of an answer by the log-probabilities of its two words: exp(yes) / (exp(yes) + exp(no)). */
export function scoreOf(logYes: number, logNo: number): number {
	return 1 / (1 + Math.exp(logNo - logYes));
}
