/** An evaluation as files that others read. */
import type { EvaluationHead } from './evaluation.ts';
import { kindOf } from './compare.ts';
import type { Sample } from './sample.ts';

const COLUMNS = [
	'agent',
	'task',
	'sample',
	'seed',
	'resolution',
	'green',
	'genuine',
	'empty',
	'stuck',
	'end',
	'steps',
	'candidates',
	'searched',
	'inputTokens',
	'outputTokens',
	'cost',
	'seconds',
	'injected',
	'problem',
	'run'
] as const;

/** https://www.rfc-editor.org/rfc/rfc4180; what a spreadsheet would take for a formula is quoted. */
export function asCsv(head: EvaluationHead, samples: readonly Sample[]): string {
	const cell = (value: unknown) => {
		const text = value === null || value === undefined ? '' : String(value);
		const safe = /^[=+\-@\t\r]/.test(text) && typeof value === 'string' ? `'${text}` : text;
		return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
	};
	const rows = samples.map((sample) => [
		...COLUMNS.map((column) => (column === 'agent' ? sample.agent || head.agent : sample[column])),
		kindOf(sample),
		head.host,
		head.date
	]);
	return [[...COLUMNS, 'kind', 'host', 'date'], ...rows]
		.map((row) => `${row.map(cell).join(',')}\r\n`)
		.join('');
}

/** As `npm run eval` writes and reads it. */
export function asNdjson(head: EvaluationHead, samples: readonly Sample[]): string {
	return [head, ...samples].map((value) => `${JSON.stringify(value)}\n`).join('');
}

/** SWE-bench's predictions, of the first sample of each task or of the one with the best score. */
export function asPredictions(head: EvaluationHead, samples: readonly Sample[]): string {
	const best = new Map<string, Sample>();
	for (const sample of samples) {
		const known = best.get(sample.task);
		if (!known || (sample.score ?? 0) > (known.score ?? 0)) best.set(sample.task, sample);
	}
	return [...best.values()]
		.map((sample) => ({
			instance_id: sample.task,
			model_name_or_path: sample.agent || head.agent,
			model_patch: sample.patch ?? ''
		}))
		.map((row) => `${JSON.stringify(row)}\n`)
		.join('');
}
