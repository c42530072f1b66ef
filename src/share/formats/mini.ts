/** mini-swe-agent's trajectory, format 1.1. https://mini-swe-agent.com/latest/usage/output_files/ */
import { numberIn, textIn, timeIn, type At } from './at.ts';
import { toolOfLine } from './command-line.ts';
import { Scribe, type Foreign } from './foreign.ts';

export function isMini(top: At): boolean {
	return typeof top.value === 'object' && top.value !== null && 'trajectory_format' in top.value;
}

export function readMini(top: At): Foreign {
	const scribe = new Scribe();
	const info = top.get('info');
	const config = info.find('config');
	const model = textIn(config?.find('model')?.find('model_name') ?? null) || 'mini-swe-agent';
	const messages = top.get('messages').list();
	const issue = messages.find((message) => message.get('role').value === 'user');
	scribe.at(timeIn(messages[0]?.find('extra')?.find('timestamp') ?? null));
	scribe.start(model, textIn(issue?.find('content') ?? null));
	let open: string[] = [];
	for (const message of messages) {
		const extra = message.find('extra');
		scribe.at(timeIn(extra?.find('timestamp') ?? null));
		const role = message.get('role').text();
		if (role === 'assistant') {
			scribe.nextStep();
			usage(scribe, model, extra);
			scribe.thought(textIn(message.find('content')));
			open = (extra?.find('actions')?.list() ?? []).map((action) =>
				scribe.call(...toolOfLine(action.get('command').text()))
			);
		} else if ((role === 'user' || role === 'tool') && message.value !== issue?.value) {
			const id = open.shift();
			const text = textIn(message.find('content'));
			if (id !== undefined) scribe.returned(id, text, numberIn(extra?.find('returncode') ?? null));
			else if (role === 'user')
				scribe.say({ type: 'human-intervened', step: Math.max(0, scribe.step), what: 'Said', message: text });
		}
	}
	scribe.end(textIn(info.find('exit_status')) || 'no exit status');
	return {
		format: `mini-swe-agent ${textIn(top.find('trajectory_format')).replace('mini-swe-agent-', '')}`,
		agent: model,
		task: textIn(top.find('instance_id')),
		startedAt: scribe.startedAt,
		events: scribe.events,
		exitCodes: true,
		repository: null,
		diff: textIn(info.find('submission')) || null,
		rest: [
			{ what: 'info', value: info.value },
			{
				what: 'system',
				value: messages.find((message) => message.get('role').value === 'system')?.find('content')?.value
			}
		].filter(({ value }) => value !== undefined),
		unsaid: ['which files a command changed']
	};
}

function usage(scribe: Scribe, model: string, extra: At | null): void {
	const used = extra?.find('response')?.find('usage') ?? null;
	scribe.usage(
		model,
		numberIn(used?.find('prompt_tokens') ?? null),
		numberIn(used?.find('completion_tokens') ?? null),
		numberIn(extra?.find('cost') ?? null)
	);
}
