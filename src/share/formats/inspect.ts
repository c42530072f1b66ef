/** Inspect's evaluation log as JSON: each sample is a run. https://inspect.aisi.org.uk/eval-logs.html */
import { numberIn, textIn, timeIn, type At } from './at.ts';
import { repositoryIn, Scribe, toolOf, type Foreign } from './foreign.ts';

export function isInspect(top: At): boolean {
	return typeof top.value === 'object' && top.value !== null && 'eval' in top.value && 'samples' in top.value;
}

export function readInspect(top: At): Foreign[] {
	const about = top.get('eval');
	const model = textIn(about.find('model')) || 'Inspect';
	return top
		.get('samples')
		.list()
		.map((sample) => readSample(sample, about, model));
}

function readSample(sample: At, about: At, model: string): Foreign {
	const scribe = new Scribe();
	scribe.at(timeIn(sample.find('started_at') ?? about.find('created')));
	const messages = sample.get('messages').list();
	const input = sample.find('input');
	scribe.start(
		model,
		Array.isArray(input?.value) ? textIn(input.list().at(-1)?.find('content') ?? null) : textIn(input)
	);
	let asked = false;
	for (const message of messages) {
		const role = message.get('role').text();
		if (role === 'assistant') {
			scribe.nextStep();
			scribe.thought(textIn(message.find('content')));
			for (const call of message.find('tool_calls')?.list() ?? [])
				scribe.call(
					...toolOf(call.get('function').text(), call.get('arguments').record()),
					call.get('id').text()
				);
		} else if (role === 'tool') {
			const error = message.find('error');
			const text = textIn(message.find('content')) || textIn(error?.find('message') ?? null);
			scribe.returned(message.get('tool_call_id').text(), text, error ? 1 : 0);
		} else if (role === 'user' && asked)
			scribe.say({
				type: 'human-intervened',
				step: Math.max(0, scribe.step),
				what: 'Said',
				message: textIn(message.find('content'))
			});
		asked ||= role === 'user';
	}
	for (const [name, value] of Object.entries(sample.find('model_usage')?.record() ?? {})) {
		const used = sample.get('model_usage').get(name);
		if (value)
			scribe.usage(name, numberIn(used.find('input_tokens')), numberIn(used.find('output_tokens')), 0);
	}
	const limit = sample.find('limit')?.find('type');
	const error = sample.find('error')?.find('message');
	scribe.end(error ? textIn(error) : limit ? `${textIn(limit)} limit` : 'completed');
	return {
		format: 'Inspect log',
		agent: model,
		task: String(sample.get('id').value),
		startedAt: scribe.startedAt,
		events: scribe.events,
		exitCodes: false,
		repository: repositoryIn(sample.find('metadata')),
		diff: null,
		rest: ['scores', 'metadata', 'store', 'events', 'target'].flatMap((what) => {
			const value = sample.find(what)?.value;
			return value === undefined ? [] : [{ what, value }];
		}),
		unsaid: ['exit codes (an error of a tool is shown as 1)', 'when each message was']
	};
}
