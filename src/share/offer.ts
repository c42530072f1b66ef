/** Which form of a run a link takes: the richest that fits. */
import type { Trajectory } from '#model/trajectory.ts';
import type { BlobId } from '#model/tree.ts';
import { packRun, type Form, type TaskWords } from './run.ts';
import { LINK_LENGTH, LONG_LINK_LENGTH, writeFile, writeLetters, type Share } from './share.ts';

export type Offer = {
	/** Letters for behind "#"; null = no form fits and there is only the file. */
	letters: string | null;
	form: Form;
	file: string;
};

const forms: readonly Form[] = ['full', 'short', 'lean'];

export async function offerRun(
	trajectory: Trajectory,
	options: {
		words: TaskWords;
		read: (id: BlobId) => Promise<Uint8Array | null>;
		/** Events to show; null = all. */
		at: number | null;
		/** Up to 32,000 characters rather than 8,000. */
		full: boolean;
		/** Characters of the address before the letters. */
		before: number;
	}
): Promise<Offer> {
	const { words, read, at, full, before } = options;
	const share = async (form: Form, known: TaskWords | null): Promise<Share> => ({
		kind: 'run',
		run: (await packRun(trajectory, form, known, read)) as Extract<Share, { kind: 'run' }>['run'],
		...(at !== null && { at })
	});
	const file = writeFile(await share('full', null));
	for (const form of forms) {
		const letters = writeLetters(await share(form, words));
		if (letters.length + before <= (full ? LONG_LINK_LENGTH : LINK_LENGTH)) return { letters, form, file };
	}
	return { letters: null, form: 'full', file };
}
