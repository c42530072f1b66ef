/** Results files that belong together: those of shards put into one, and whether one may be gone on with. */
import { CodedError } from '#model/coded-error.ts';
import type { EvaluationHead } from './evaluation.ts';
import type { Sample } from './sample.ts';

export type ResultsFile = { name: string; head: EvaluationHead; samples: readonly Sample[] };
export type Merged = {
	head: EvaluationHead;
	/** By task and number, as one evaluation of all would have them. */
	samples: Sample[];
	/** Samples that no file has, as "task #1". */
	missing: string[];
};

/** What files of one evaluation have in common. */
const COMMON = ['agent', 'seed', 'samples', 'host', 'limit'] as const;
const keyOf = (task: string, sample: number) => JSON.stringify([task, sample]);

/** @throws CodedError E_EVALUATION that names two files of different evaluations, or two that disagree on a sample */
export function merge(files: readonly ResultsFile[]): Merged {
	const [first] = files;
	if (!first) throw new CodedError('E_EVALUATION', 'There is no results file to put together');
	for (const { name, head } of files)
		for (const field of COMMON)
			if (head[field] !== first.head[field])
				throw new CodedError(
					'E_EVALUATION',
					`Cannot put ${name} and ${first.name} together: their ${field} differs (${head[field]}, ${first.head[field]}), so they are of different evaluations`
				);
	const tasks = [...new Set(files.flatMap(({ head }) => head.tasks))];
	const found = new Map<string, { name: string; sample: Sample }>();
	for (const { name, samples } of files)
		for (const sample of samples) {
			const key = keyOf(sample.task, sample.sample);
			const known = found.get(key);
			// A sample without a run is the machine's failure: any other tells more.
			if (!known || known.sample.run === null) found.set(key, { name, sample });
			else if (sample.run !== null && sample.run !== known.sample.run)
				throw new CodedError(
					'E_EVALUATION',
					`Cannot put ${name} and ${known.name} together: both have a run of sample ${sample.sample} of ${sample.task}, so one of them is no shard of the same evaluation`
				);
		}
	const wanted = tasks.flatMap((task) =>
		Array.from({ length: first.head.samples }, (_, index) => ({ task, sample: index + 1 }))
	);
	return {
		head: { ...first.head, tasks },
		samples: wanted.flatMap(({ task, sample }) => found.get(keyOf(task, sample))?.sample ?? []),
		missing: wanted.flatMap(({ task, sample }) =>
			found.has(keyOf(task, sample)) ? [] : [`${task} #${sample}`]
		)
	};
}

/** What is asked for now; undefined = as the file has it. */
export type Asked = {
	agent: string;
	host: string;
	samples: number | undefined;
	seed: number | undefined;
	limit: number | undefined;
	tasks: readonly string[] | undefined;
};

/** @throws CodedError E_EVALUATION where going on would mix two evaluations in one file */
export function mayGoOn({ name, head }: Pick<ResultsFile, 'name' | 'head'>, asked: Asked): void {
	for (const field of COMMON) {
		const wanted = asked[field];
		if (wanted !== undefined && wanted !== head[field])
			throw new CodedError(
				'E_EVALUATION',
				`Cannot go on with ${name}: its ${field} is "${head[field]}", and "${wanted}" is asked for. Leave that out, or name another file`
			);
	}
	const tasks = new Set(asked.tasks ?? head.tasks);
	const other =
		[...tasks].find((task) => !head.tasks.includes(task)) ?? head.tasks.find((task) => !tasks.has(task));
	if (other !== undefined)
		throw new CodedError(
			'E_EVALUATION',
			`Cannot go on with ${name}: it is of ${head.tasks.length} tasks, and "${other}" is ${tasks.has(other) ? 'not among them' : 'left out now'}. Name the same tasks or none, or name another file`
		);
}
