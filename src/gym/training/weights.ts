/** Learned weights and data for learning as files. */
import * as v from 'valibot';
import { NAMES, SIZE } from '#agent/repair/features.ts';
import { CodedError } from '#model/coded-error.ts';
import type { Instance } from './instance.ts';
import type { Weights } from './ranking.ts';

const weightsSchema = v.object({
	type: v.literal('tabgym-weights'),
	version: v.literal(1),
	/** How they were learned, for a person. */
	about: v.string(),
	/** ISO 8601. */
	date: v.string(),
	/** Packages that were learned from: they say nothing about these. */
	learnedFrom: v.array(v.string()),
	weights: v.pipe(v.array(v.pipe(v.number(), v.finite())), v.length(SIZE, `there should be ${SIZE} of them`))
});
export type WeightsFile = v.InferOutput<typeof weightsSchema>;

export function writeWeights(
	file: Omit<WeightsFile, 'type' | 'version' | 'weights'>,
	weights: Weights
): string {
	const numbers = Array.from(weights, (weight) => Math.round(weight * 1e6) / 1e6);
	return `${JSON.stringify({ type: 'tabgym-weights', version: 1, ...file, weights: numbers })}\n`;
}

/** @throws CodedError E_WEIGHTS that names the file and what is wrong */
export function readWeights(name: string, text: string): WeightsFile {
	const parsed = v.safeParse(weightsSchema, parse(name, 'the weights', text));
	if (parsed.success) return parsed.output;
	const [issue] = parsed.issues;
	throw wrong(name, `field "${v.getDotPath(issue) ?? 'content'}" is missing or wrong (${issue.message})`);
}

const instanceSchema = v.object({
	id: v.string(),
	group: v.string(),
	injected: v.boolean(),
	candidates: v.array(v.array(v.number())),
	labels: v.array(v.number()),
	alike: v.exactOptional(v.array(v.number())),
	gains: v.exactOptional(v.array(v.number())),
	tags: v.exactOptional(v.array(v.string())),
	bug: v.exactOptional(
		v.object({
			task: v.string(),
			path: v.string(),
			operator: v.string(),
			start: v.number(),
			end: v.number()
		})
	)
});

/** Instances, one a line. @throws CodedError E_WEIGHTS that names the line */
export function readInstances(name: string, text: string): Instance[] {
	const lines = text.split('\n').filter((line) => line.trim() !== '');
	if (lines.length === 0) throw wrong(name, 'it holds no bug');
	return lines.map((line, index) => {
		const parsed = v.safeParse(instanceSchema, parse(name, `line ${index + 1}`, line));
		if (parsed.success) return parsed.output;
		throw wrong(
			name,
			`line ${index + 1} is no bug with its edits (${v.getDotPath(parsed.issues[0]) ?? parsed.issues[0].message})`
		);
	});
}

export function packagesOf(bugs: readonly Instance[]): string[] {
	return [...new Set(bugs.map(({ group }) => group))].sort();
}

/** What moved, most first. */
export function difference(one: Weights, other: Weights): { name: string; from: number; to: number }[] {
	return Array.from(one, (from, at) => ({
		name: NAMES[at] ?? `bucket ${at - NAMES.length}`,
		from,
		to: other[at] ?? 0
	}))
		.filter(({ from, to }) => Math.abs(from - to) > 1e-6)
		.sort((a, b) => Math.abs(b.to - b.from) - Math.abs(a.to - a.from));
}

function parse(name: string, what: string, text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw wrong(name, `${what} cannot be read as JSON: the file is damaged or of another kind`);
	}
}

function wrong(name: string, what: string): CodedError {
	return new CodedError('E_WEIGHTS', `Cannot read ${name}: ${what}`);
}
