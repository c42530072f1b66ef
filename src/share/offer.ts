/** Which form of a run a link takes: the richest that fits. */
import type { Trajectory } from '#model/trajectory.ts';
import type { BlobId } from '#model/tree.ts';
import { packRun, type Form, type TaskWords } from './run.ts';
import { slimmed, type SharedEvaluation } from './lab.ts';
import { CODE_LENGTH, LINK_LENGTH, LONG_LINK_LENGTH, writeFile, writeLetters, type Share } from './share.ts';

export type Offer = {
	/** Letters for behind "#"; null = no form fits and there is only the file. */
	letters: string | null;
	form: Form;
	/** The richest form that a QR code holds; null = none does. */
	code: { letters: string; form: Form } | null;
	file: string;
	/** Files whose content was not to be had, as of a run of another tool's: neither the link nor the file has it. */
	missing: readonly string[];
};

const forms: readonly Form[] = ['full', 'short', 'lean'];

export type Limits = {
	/** Up to 32,000 characters rather than 8,000. */
	full: boolean;
	/** Characters of the address before the letters. */
	before: number;
};

/** The richest form that fits. @param of the thing in a form, for a link; for the file what it holds of it all */
export async function offer(
	of: (form: Form, place: 'link' | 'file') => Share | Promise<Share>,
	{ full, before }: Limits
): Promise<Offer> {
	const file = writeFile(await of('full', 'file'));
	let link: Offer['code'] = null;
	for (const form of forms) {
		const letters = writeLetters(await of(form, 'link'));
		const length = letters.length + before;
		if (length <= (full ? LONG_LINK_LENGTH : LINK_LENGTH)) link ??= { letters, form };
		if (length <= CODE_LENGTH)
			return { ...(link ?? { letters, form }), code: { letters, form }, file, missing: [] };
	}
	return { ...(link ?? { letters: null, form: 'full' }), code: null, file, missing: [] };
}

export type RunToOffer = {
	trajectory: Trajectory;
	words: TaskWords;
	read: (id: BlobId) => Promise<Uint8Array | null>;
};

const packed = ({ trajectory, words, read }: RunToOffer, form: Form, place: 'link' | 'file') =>
	packRun(trajectory, form, place === 'file' ? null : words, read) as Promise<
		Extract<Share, { kind: 'run' }>['run']
	>;

async function missingOf({ trajectory: { events }, read }: RunToOffer): Promise<string[]> {
	const missing = new Set<string>();
	for (const event of events)
		for (const { path, after } of event.type === 'files-changed' ? event.patch : [])
			if (after !== null && !missing.has(path) && (await read(after)) === null) missing.add(path);
	return [...missing];
}

export async function offerRun(
	run: RunToOffer,
	options: Limits & {
		/** Events to show; null = all. */
		at: number | null;
		/** How many events are those of the run that it was forked from. */
		inherited?: number;
	}
): Promise<Offer> {
	const { at, inherited = 0 } = options;
	const offered = await offer(async (form, place) => {
		const shown = { run: await packed(run, form, place), ...(at !== null && { at }) };
		return inherited > 0 ? { kind: 'fork', inherited, ...shown } : { kind: 'run', ...shown };
	}, options);
	return { ...offered, missing: await missingOf(run) };
}

export async function offerComparison(left: RunToOffer, right: RunToOffer, limits: Limits): Promise<Offer> {
	const offered = await offer(async (form, place) => {
		const [one, other] = await Promise.all([packed(left, form, place), packed(right, form, place)]);
		return { kind: 'comparison', left: one, right: other };
	}, limits);
	const missing = [...(await missingOf(left)), ...(await missingOf(right))];
	return { ...offered, missing: [...new Set(missing)] };
}

export const offerEvaluation = (evaluation: SharedEvaluation, limits: Limits): Promise<Offer> =>
	offer((form) => ({ kind: 'evaluation', evaluation: slimmed(evaluation, form) }), limits);
