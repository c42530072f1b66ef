/** What `npm run train -- --figures` measured and the training page shows. Shares are 0 to 1. */
import * as v from 'valibot';
import { CodedError } from '#model/coded-error.ts';

const interval = v.object({ low: v.number(), high: v.number() });
const kind = v.picklist(['injected', 'real']);
const gain = v.object({ difference: v.number(), interval });
const schema = v.object({
	type: v.literal('tabgym-training-figures'),
	version: v.literal(1),
	/** ISO 8601. */
	date: v.string(),
	/** What it was computed on. */
	host: v.string(),
	/** Tasks whose bugs they are, or into which they were put. */
	data: v.array(v.object({ kind, tasks: v.array(v.string()) })),
	/** See Outcome in experiment.ts. */
	experiments: v.array(
		v.object({
			kind,
			/** What was learned from. */
			learnedFrom: kind,
			method: v.picklist(['likelihood', 'reinforce']),
			...{ bugs: v.number(), packages: v.number(), reachable: v.number(), budget: v.number() },
			...{ before: v.number(), after: v.number(), ...gain.entries },
			relative: v.nullable(v.number()),
			relativeInterval: v.nullable(v.object({ low: v.number(), high: v.nullable(v.number()) })),
			seeds: v.array(v.number()),
			bySeed: v.array(v.number())
		})
	),
	/** See BestOf in best-of.ts. */
	best: v.array(
		v.object({
			kind,
			...{ bugs: v.number(), packages: v.number(), samples: v.number(), k: v.number() },
			...{ random: v.number(), tests: v.number(), best: v.number(), pass: v.number() },
			...{ ...gain.entries, beyondTests: gain, brier: v.number(), baseline: v.number() },
			seeds: v.array(v.number())
		})
	)
});
export type Figures = v.InferOutput<typeof schema>;

/** @throws CodedError E_FIGURES */
export function readFigures(name: string, text: string): Figures {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		throw wrong(name, 'it is no JSON');
	}
	const parsed = v.safeParse(schema, value);
	if (parsed.success) return parsed.output;
	throw wrong(name, `field "${v.getDotPath(parsed.issues[0]) ?? 'content'}" is missing or wrong`);
}

const wrong = (name: string, what: string) =>
	new CodedError('E_FIGURES', `Cannot read the figures of ${name}: ${what}`);
