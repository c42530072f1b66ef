/**
 * Bugs to learn from in a small file: JSON, raw deflate. What an edit is but for its place, its kind, stands once for all bugs; an edit
 * is a kind and a suspicion, rounded to hundredths. Bugs whose fix is not among the edits keep none of them: nothing is learned from them,
 * and no order solves them.
 */
import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate';
import * as v from 'valibot';
import { CodedError } from '#model/coded-error.ts';
import type { Instance } from './instance.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const schema = v.object({
	format: v.literal('tabgym-bugs'),
	version: v.literal(1),
	/** Where they come from, for a person. */
	about: v.string(),
	/** ISO 8601. */
	date: v.string(),
	/** Features but the first two: index and value, one after the other. */
	kinds: v.array(v.array(v.number())),
	bugs: v.array(
		v.object({
			id: v.string(),
			group: v.string(),
			injected: v.boolean(),
			/** Task, file, operator, and the offsets in the fixed file that were replaced. */
			bug: v.optional(v.tuple([v.string(), v.string(), v.string(), count, count])),
			labels: v.array(count),
			/** By edit. */
			kind: v.array(count),
			/** By edit: hundredths of the logarithm of the suspicion. */
			suspicion: v.array(v.number()),
			/** By edit: see Instance. */
			alike: v.exactOptional(v.array(v.pipe(v.number(), v.integer(), v.minValue(-1)))),
			/** See Instance. */
			gains: v.exactOptional(v.array(v.pipe(v.number(), v.minValue(0)))),
			tags: v.exactOptional(v.array(v.string()))
		})
	)
});
type Packed = v.InferOutput<typeof schema>;

export type Bugs = Pick<Packed, 'about' | 'date'> & { bugs: readonly Instance[] };

const [SCORE, SUSPICION, PRIOR] = [0, 1, 2];
/** How the hand-made score weighs a suspicion (agent/repair/propose.ts). */
const WEIGHT = 1.2;
const hundredths = (value: number) => Math.round(value * 100);

export function packBugs({ about, date, bugs }: Bugs): Uint8Array {
	const kinds = new Map<string, number>();
	const packed = bugs.map(({ id, group, injected, bug, labels, candidates, alike, gains, tags }) => {
		const kept = labels.length > 0 ? candidates : [];
		const read = kept.map((one) => {
			const pairs = pairsOf(one);
			const rest = pairs.filter(([index]) => index !== SCORE && index !== SUSPICION);
			const key = JSON.stringify(rest.flatMap(([index, value]) => [index, hundredths(value) / 100]));
			const kind = kinds.get(key) ?? kinds.size;
			kinds.set(key, kind);
			return { kind, suspicion: hundredths(pairs.find(([index]) => index === SUSPICION)?.[1] ?? 0) };
		});
		return {
			...{ id, group, injected, labels: [...labels] },
			...(bug && { bug: [bug.task, bug.path, bug.operator, bug.start, bug.end] as const }),
			kind: read.map(({ kind }) => kind),
			suspicion: read.map(({ suspicion }) => suspicion),
			...(alike && kept.length > 0 && { alike: [...alike] }),
			...(gains && kept.length > 0 && { gains: [...gains] }),
			...(tags && { tags: [...tags] })
		};
	});
	const content = { format: 'tabgym-bugs', version: 1, about, date, bugs: packed };
	const all = { ...content, kinds: [...kinds.keys()].map((key) => JSON.parse(key) as number[]) };
	return deflateSync(strToU8(JSON.stringify(all)), { level: 9 });
}

/** @throws CodedError E_WEIGHTS that names the file */
export function unpackBugs(name: string, bytes: Uint8Array): Bugs {
	const parsed = v.safeParse(schema, contentOf(name, bytes));
	if (!parsed.success)
		throw wrong(name, `field "${v.getDotPath(parsed.issues[0]) ?? 'content'}" is missing or wrong`);
	const { about, date, kinds, bugs } = parsed.output;
	const read = bugs.map(({ kind, suspicion, bug, ...one }) => ({
		...one,
		...(bug && { bug: { task: bug[0], path: bug[1], operator: bug[2], start: bug[3], end: bug[4] } }),
		candidates: kind.map((at, index) => {
			const features = kinds[at] ?? [];
			const log = (suspicion[index] ?? 0) / 100;
			const prior = pairsOf(features).find(([of]) => of === PRIOR)?.[1] ?? 0;
			return [SCORE, WEIGHT * log + prior, SUSPICION, log, ...features];
		})
	}));
	return { about, date, bugs: read };
}

/** @param address of such a file @throws CodedError E_WEIGHTS; Error where it cannot be had */
export async function loadBugs(address: string): Promise<readonly Instance[]> {
	const response = await fetch(address);
	if (!response.ok) throw new Error(`Cannot load ${address}: the server answers ${response.status}`);
	return unpackBugs(address, new Uint8Array(await response.arrayBuffer())).bugs;
}

function contentOf(name: string, bytes: Uint8Array): unknown {
	try {
		return JSON.parse(strFromU8(inflateSync(bytes)));
	} catch {
		throw wrong(name, 'it is damaged, or of another kind');
	}
}

function pairsOf(features: readonly number[]): (readonly [index: number, value: number])[] {
	return Array.from(
		{ length: features.length / 2 },
		(_, at) => [features[2 * at] ?? 0, features[2 * at + 1] ?? 0] as const
	);
}

const wrong = (name: string, what: string) =>
	new CodedError('E_WEIGHTS', `Cannot read the bugs of ${name}: ${what}`);
