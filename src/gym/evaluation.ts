/** An evaluation as a file of NDJSON: a head, then a sample a line, in the order in which they were done. */
import * as v from 'valibot';
import { CodedError } from '#model/coded-error.ts';
import { END_REASONS } from '#model/event.ts';
import type { Sample } from './sample.ts';
import { median, passAtK, wilson } from './statistics.ts';

const headSchema = v.object({
	type: v.literal('evaluation'),
	version: v.literal(1),
	agent: v.string(),
	host: v.string(),
	/** ISO 8601. */
	date: v.string(),
	seed: v.number(),
	samples: v.number(),
	tasks: v.array(v.string()),
	/** Seconds that each run had at most; absent = as its task says. */
	limit: v.optional(v.number()),
	/** Where there are several. */
	agents: v.optional(v.array(v.string()))
});
export type EvaluationHead = v.InferOutput<typeof headSchema>;

const sampleSchema = v.object({
	agent: v.optional(v.string(), ''),
	task: v.string(),
	sample: v.number(),
	seed: v.number(),
	resolution: v.nullable(v.picklist(['full', 'partial', 'none'])),
	green: v.boolean(),
	empty: v.boolean(),
	genuine: v.optional(v.nullable(v.boolean()), null),
	stuck: v.optional(v.boolean(), false),
	injected: v.optional(v.boolean(), false),
	end: v.nullable(v.picklist(END_REASONS)),
	steps: v.number(),
	candidates: v.nullable(v.number()),
	searched: v.optional(v.nullable(v.number()), null),
	inputTokens: v.optional(v.number(), 0),
	outputTokens: v.optional(v.number(), 0),
	cost: v.optional(v.number(), 0),
	seconds: v.number(),
	problem: v.nullable(v.string()),
	run: v.nullable(v.string()),
	patch: v.optional(v.nullable(v.string()), null),
	score: v.optional(v.nullable(v.number()), null)
});

/** @throws CodedError E_EVALUATION that names the file and the line; a last line that is cut short is left out */
export function parseEvaluation(name: string, text: string): { head: EvaluationHead; samples: Sample[] } {
	const lines = text.split('\n');
	const ended = lines.at(-1) === '';
	const values = lines.flatMap((line, index) => {
		if (line === '') return [];
		try {
			return [{ value: JSON.parse(line) as unknown, line: index + 1 }];
		} catch {
			if (!ended && index === lines.length - 1) return []; // the process ended while it wrote
			throw wrong(name, `line ${index + 1} is not JSON`);
		}
	});
	const [first, ...rest] = values;
	const head = v.safeParse(headSchema, first?.value);
	if (!head.success) throw wrong(name, 'it does not begin with the head of an evaluation');
	const samples = rest.map(({ value, line }) => {
		const sample = v.safeParse(sampleSchema, value);
		if (sample.success) return sample.output;
		throw wrong(
			name,
			`field "${v.getDotPath(sample.issues[0]) ?? 'content'}" of line ${line} is missing or wrong`
		);
	});
	return { head: head.output, samples };
}

function wrong(name: string, what: string): CodedError {
	return new CodedError('E_EVALUATION', `Cannot read the evaluation ${name}: ${what}`);
}

const percent = (fraction: number) => `${(100 * fraction).toFixed(0)} %`;

/** "12 of 40 (30 %, 18 to 45 %)" */
export function rate(successes: number, trials: number): string {
	if (trials === 0) return 'none';
	const { low, high } = wilson(successes, trials);
	return `${successes} of ${trials} (${percent(successes / trials)}, ${(100 * low).toFixed(0)} to ${percent(high)})`;
}

/** Lines of a table: what is measured, and the figure. Samples that could not be judged count as not resolved, and are named. */
export function summarize(samples: readonly Sample[]): [what: string, figure: string][] {
	const byTask = new Map<string, Sample[]>();
	for (const sample of samples) byTask.set(sample.task, [...(byTask.get(sample.task) ?? []), sample]);
	const count = (holds: (sample: Sample) => boolean) => samples.filter(holds).length;
	const resolved = (sample: Sample) => sample.resolution === 'full';
	const least = Math.min(...[...byTask.values()].map((list) => list.length));
	const passes = Array.from({ length: Math.max(0, Math.min(least, 8)) }, (_, index): [string, string] => {
		const chances = [...byTask.values()].map((list) =>
			passAtK(list.length, list.filter(resolved).length, index + 1)
		);
		return [`Pass@${index + 1}`, percent(chances.reduce((sum, chance) => sum + chance, 0) / chances.length)];
	});
	const speeds = samples.flatMap(({ candidates, searched }) =>
		candidates !== null && searched ? [candidates / searched] : []
	);
	return [
		['resolved (hidden tests)', rate(count(resolved), samples.length)],
		[
			'green (the tests that it saw)',
			rate(
				count(({ green }) => green),
				samples.length
			)
		],
		...(samples.some(({ genuine }) => genuine !== null)
			? ([
					[
						'genuine (as the known fix)',
						rate(
							count((sample) => resolved(sample) && sample.genuine === true),
							samples.length
						)
					],
					['resolved, could not be compared', `${count((one) => resolved(one) && one.genuine === null)}`]
				] satisfies [string, string][])
			: []),
		['green, but not resolved', `${count((sample) => sample.green && !resolved(sample))}`],
		...passes,
		['empty patch', `${count(({ empty }) => empty)}`],
		['could not be judged', `${count((sample) => sample.resolution === null && !sample.empty)}`],
		['seconds, median', samples.length > 0 ? median(samples.map(({ seconds }) => seconds)).toFixed(1) : '-'],
		...(speeds.length > 0
			? ([['candidates a second, median', median(speeds).toFixed(0)]] satisfies [string, string][])
			: [])
	];
}
