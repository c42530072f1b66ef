/** ATIF up to 1.7, Harbor's exchange format for runs of agents: read and written. https://github.com/laude-institute/harbor */
import { numberIn, textIn, timeIn, type At } from './at.ts';
import { Scribe, toolOf, type Foreign } from './foreign.ts';

export function isAtif(top: At): boolean {
	return (
		typeof top.value === 'object' &&
		top.value !== null &&
		'schema_version' in top.value &&
		'steps' in top.value
	);
}

export function readAtif(top: At): Foreign {
	const scribe = new Scribe();
	const about = top.get('agent');
	const agent = about.get('name').text();
	const steps = top.get('steps').list();
	if (steps.length === 0) throw top.get('steps').wrong('at least one step');
	const issue = steps.find((step) => step.get('source').value === 'user');
	scribe.at(timeIn(steps[0]?.find('timestamp') ?? null));
	scribe.start(agent, textIn(issue?.find('message') ?? null));
	for (const [index, step] of steps.entries()) {
		if (step.get('step_id').number() !== index + 1)
			throw step.get('step_id').wrong(`the number ${index + 1}`);
		scribe.at(timeIn(step.find('timestamp')));
		const source = step.get('source').text();
		if (source === 'agent')
			readAgentStep(
				scribe,
				step,
				textIn(step.find('model_name')) || textIn(about.find('model_name')) || agent
			);
		else if (step.value !== issue?.value && source === 'user')
			scribe.say({
				type: 'human-intervened',
				step: Math.max(0, scribe.step),
				what: 'Said',
				message: textIn(step.find('message'))
			});
	}
	scribe.end(textIn(top.find('extra')?.find('exit_status') ?? null) || 'completed');
	return {
		format: textIn(top.get('schema_version')),
		agent,
		task: textIn(top.find('extra')?.find('task') ?? null),
		startedAt: scribe.startedAt,
		events: scribe.events,
		exitCodes: steps.some(saysExitCode),
		repository: null,
		diff: null,
		rest: ['notes', 'final_metrics', 'subagent_trajectories', 'continued_trajectory_ref', 'extra'].flatMap(
			(what) => {
				const value = top.find(what)?.value;
				return value === undefined ? [] : [{ what, value }];
			}
		),
		unsaid: ['exit codes (shown as 0 unless `extra` says one)', 'which files changed', 'which tests ran']
	};
}

function saysExitCode(step: At): boolean {
	const results = step.find('observation')?.get('results').list() ?? [];
	return results.some((result) => result.find('extra')?.find('exit_code') != null);
}

function readAgentStep(scribe: Scribe, step: At, model: string): void {
	scribe.nextStep();
	const metrics = step.find('metrics');
	if (metrics)
		scribe.usage(
			model,
			numberIn(metrics.find('prompt_tokens')),
			numberIn(metrics.find('completion_tokens')),
			numberIn(metrics.find('cost_usd'))
		);
	scribe.thought(textIn(step.find('reasoning_content')), true);
	scribe.thought(textIn(step.get('message')));
	const ids: string[] = [];
	for (const call of step.find('tool_calls')?.list() ?? []) {
		const [tool, input] = toolOf(call.get('function_name').text(), call.get('arguments').record());
		ids.push(scribe.call(tool, input, call.get('tool_call_id').text()));
	}
	for (const [index, result] of (step.find('observation')?.get('results').list() ?? []).entries()) {
		const id = result.find('source_call_id')?.text() ?? ids[index] ?? ids[0];
		const code = result.find('extra')?.find('exit_code');
		if (id !== undefined) scribe.returned(id, textIn(result.find('content')), code ? code.number() : 0);
	}
}
