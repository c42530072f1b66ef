/** SWE-agent's .traj. https://github.com/SWE-agent/SWE-agent/blob/main/docs/usage/trajectories.md */
import { numberIn, textIn, type At } from './at.ts';
import { toolOfLine } from './command-line.ts';
import { Scribe, type Foreign } from './foreign.ts';

export function isSweAgent(top: At): boolean {
	return isObject(top) && top.find('trajectory') !== null && top.find('history') !== null;
}

export function readSweAgent(top: At): Foreign {
	const scribe = new Scribe();
	const info = top.get('info');
	const agent = 'SWE-agent';
	scribe.start(agent, issueIn(top));
	const stats = info.find('model_stats');
	for (const step of top.get('trajectory').list()) {
		scribe.nextStep();
		scribe.thought(step.get('thought').text());
		const action = step.get('action').text().trim();
		const id = action ? scribe.call(...toolOfLine(action)) : null;
		scribe.later(numberIn(step.find('execution_time')) * 1000);
		if (id !== null) scribe.returned(id, textIn(step.get('observation')), 0);
	}
	if (stats)
		scribe.usage(
			agent,
			numberIn(stats.find('tokens_sent')),
			numberIn(stats.find('tokens_received')),
			numberIn(stats.find('instance_cost'))
		);
	scribe.end(textIn(info.find('exit_status')) || 'no exit status');
	return {
		format: 'SWE-agent .traj',
		agent,
		task: textIn(top.find('environment')),
		startedAt: null,
		events: scribe.events,
		exitCodes: false,
		repository: null,
		diff: textIn(info.find('submission')) || null,
		rest: [
			{ what: 'replay_config', value: top.find('replay_config')?.value },
			{ what: 'info', value: info.value },
			{
				what: 'states',
				value: top
					.get('trajectory')
					.list()
					.map((step) => step.find('state')?.value ?? null)
			}
		].filter(({ value }) => value !== undefined),
		unsaid: ['exit codes of commands (shown as 0)', 'when the run was', 'tokens and cost of each step']
	};
}

/** The first message of a user that is no demonstration. */
function issueIn(top: At): string {
	for (const item of top.get('history').list())
		if (item.find('role')?.value === 'user' && item.find('is_demo')?.value !== true)
			return textIn(item.find('content'));
	return '';
}

function isObject(at: At): boolean {
	return typeof at.value === 'object' && at.value !== null && !Array.isArray(at.value);
}
