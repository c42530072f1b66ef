/**
 * OpenHands: V0, a list of events with `action` or `observation` (also in a row of output.jsonl), and V1, a list of
 * events with `kind`. https://github.com/OpenHands/OpenHands, https://github.com/OpenHands/software-agent-sdk
 */
import { numberIn, textIn, timeIn, type At } from './at.ts';
import { repositoryIn, Scribe, toolOf, type Foreign } from './foreign.ts';

/** The events; null where it is something else. */
export function openHandsEvents(top: At): At[] | null {
	const list = Array.isArray(top.value) ? top : (top.find('history') ?? top.find('events'));
	if (!list || !Array.isArray(list.value)) return null;
	const events = list.list();
	const [first] = events;
	if (!first || typeof first.value !== 'object' || first.value === null) return null;
	return 'kind' in first.value || 'action' in first.value || 'observation' in first.value ? events : null;
}

export function isV1(events: readonly At[]): boolean {
	return events.some(({ value }) => typeof value === 'object' && value !== null && 'kind' in value);
}

export function readOpenHandsV0(top: At, events: readonly At[]): Foreign {
	const scribe = new Scribe();
	const first = events.find(
		(event) => event.find('action')?.value === 'message' && event.find('source')?.value === 'user'
	);
	scribe.at(timeIn(events[0]?.find('timestamp') ?? null));
	scribe.start('OpenHands', textIn(first?.find('args')?.find('content') ?? first?.find('message') ?? null));
	const calls = new Map<unknown, string>();
	let [cost, tokensIn, tokensOut] = [0, 0, 0];
	for (const event of events) {
		scribe.at(timeIn(event.find('timestamp')));
		if (event.value === first?.value) continue;
		const action = event.find('action');
		if (action) {
			const { id } = event.record();
			const call = actionV0(scribe, event, action.text());
			if (call !== null) calls.set(id, call);
			const metrics = event.find('llm_metrics');
			const used = metrics?.find('accumulated_token_usage') ?? null;
			const now = [
				metrics?.find('accumulated_cost') ?? null,
				used?.find('prompt_tokens') ?? null,
				used?.find('completion_tokens') ?? null
			].map(numberIn);
			const [c = 0, i = 0, o = 0] = now;
			if (metrics) {
				scribe.usage('OpenHands', i - tokensIn, o - tokensOut, c - cost);
				[cost, tokensIn, tokensOut] = [c, i, o];
			}
			continue;
		}
		if (!event.find('observation')) continue;
		const extras = event.find('extras');
		const call = calls.get(event.find('cause')?.value);
		const exit = extras?.find('exit_code') ?? extras?.find('metadata')?.find('exit_code') ?? null;
		const failed = event.get('observation').value === 'error' || event.find('success')?.value === false;
		if (call !== undefined)
			scribe.returned(call, textIn(event.find('content')), exit ? exit.number() : failed ? 1 : 0);
	}
	const last = events.at(-1)?.find('action')?.value;
	const error = typeof top.value === 'object' && !Array.isArray(top.value) ? top.find('error') : null;
	scribe.end(error ? textIn(error) : last === 'finish' ? 'finished' : 'stopped: no finish action');
	return finished('OpenHands V0', top, scribe);
}

function actionV0(scribe: Scribe, event: At, action: string): string | null {
	const args = event.find('args');
	const { thought: _thought, ...input } = args?.record() ?? {};
	if (event.find('source')?.value === 'user') {
		const message = textIn(args?.find('content') ?? null);
		scribe.say({ type: 'human-intervened', step: Math.max(0, scribe.step), what: 'Said', message });
		return null;
	}
	if (action === 'system' || action === 'recall' || action === 'change_agent_state') return null;
	scribe.nextStep();
	scribe.thought(textIn(args?.find('thought') ?? null));
	if (action === 'message') {
		scribe.thought(textIn(args?.find('content') ?? null));
		return null;
	}
	const editor = { edit: 'str_replace_editor', read: 'str_replace_editor', write: 'str_replace_editor' }[
		action
	];
	const given =
		action === 'read'
			? { command: 'view', ...input }
			: action === 'write'
				? { command: 'create', ...input }
				: input;
	return scribe.call(...toolOf(editor ?? action, given));
}

export function readOpenHandsV1(top: At, events: readonly At[]): Foreign {
	const scribe = new Scribe();
	const first = events.find(
		(event) => event.get('kind').value === 'MessageEvent' && event.find('source')?.value === 'user'
	);
	scribe.at(timeIn(events[0]?.find('timestamp') ?? null));
	scribe.start('OpenHands', textIn(first?.get('llm_message').find('content') ?? null));
	const rest: { what: string; value: unknown }[] = [];
	let finished1 = false;
	for (const event of events) {
		scribe.at(timeIn(event.find('timestamp')));
		const kind = event.get('kind').text();
		if (event.value === first?.value) continue;
		if (kind === 'ActionEvent') {
			const action = event.get('action');
			const { kind: actionKind, ...input } = action.record();
			scribe.nextStep();
			scribe.thought(textIn(event.find('reasoning_content')), true);
			scribe.thought(textIn(event.find('thought')));
			const name = event.find('tool_name')?.text() ?? String(actionKind ?? 'tool');
			const [tool, given] = toolOf(name, input);
			scribe.call(tool, given, event.get('tool_call_id').text());
			finished1 ||= tool === 'submit';
		} else if (kind === 'ObservationEvent') {
			const seen = event.get('observation');
			const text = textIn(seen.find('content') ?? seen.find('output'));
			const exit = seen.find('exit_code') ?? seen.find('metadata')?.find('exit_code') ?? null;
			scribe.returned(
				event.get('tool_call_id').text(),
				text,
				exit ? exit.number() : seen.find('is_error')?.value === true ? 1 : 0
			);
		} else if (kind === 'AgentErrorEvent') {
			const id = event.find('tool_call_id')?.text();
			if (id) scribe.returned(id, event.get('error').text(), 1);
		} else if (kind === 'MessageEvent') {
			const text = textIn(event.get('llm_message').find('content'));
			if (event.find('source')?.value === 'user')
				scribe.say({ type: 'human-intervened', step: Math.max(0, scribe.step), what: 'Said', message: text });
			else {
				scribe.nextStep();
				scribe.thought(text);
			}
		} else rest.push({ what: kind, value: event.value });
	}
	scribe.end(finished1 ? 'finished' : 'stopped: no finish action');
	return { ...finished('OpenHands V1', top, scribe), rest };
}

function finished(format: string, top: At, scribe: Scribe): Foreign {
	const row = typeof top.value === 'object' && !Array.isArray(top.value) ? top : null;
	return {
		format,
		agent: 'OpenHands',
		task: textIn(row?.find('instance_id') ?? null),
		startedAt: scribe.startedAt,
		events: scribe.events,
		exitCodes: true,
		repository: repositoryIn(row?.find('instance') ?? null),
		diff: textIn(row?.find('test_result')?.find('git_patch') ?? null) || null,
		rest: ['metadata', 'metrics', 'test_result', 'instance'].flatMap((what) => {
			const value = row?.find(what)?.value;
			return value === undefined ? [] : [{ what, value }];
		}),
		unsaid: ['exit codes of tools other than the shell (an error is shown as 1)']
	};
}
