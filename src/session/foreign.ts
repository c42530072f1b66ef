/** Runs of other tools become runs of this browser, to be looked at like any other; and ours go out in their formats. */
import { fold } from '#model/run.ts';
import { TRAJECTORY_VERSION, type TrajectoryHead } from '#model/trajectory.ts';
import type { Foreign } from '#share/formats/foreign.ts';
import type { Parts } from './parts.ts';

export type Opened = { id: string; foreign: Foreign };

/** @throws CodedError of openForeign, or of the store */
export async function keepForeign(text: string, file: string, parts: Parts): Promise<Opened[]> {
	const { openForeign } = await import('#share/formats/open.ts');
	const { trajectories } = await parts.store();
	const kept: Opened[] = [];
	for (const foreign of openForeign(text, file)) {
		const head: TrajectoryHead = {
			version: TRAJECTORY_VERSION,
			id: parts.newId(),
			task: foreign.task || file,
			taskDigest: '',
			host: foreign.format,
			seed: 0,
			agent: foreign.agent,
			limits: { steps: 0, testTimeout: 0, time: 0 },
			foreign: {
				format: foreign.format,
				diff: foreign.diff,
				exitCodes: foreign.exitCodes,
				repository: foreign.repository
			},
			startedAt: foreign.startedAt ?? parts.wallClock()
		};
		await trajectories.create(head);
		await trajectories.append(head.id, [...foreign.events, ...notesOf(foreign)]);
		kept.push({ id: head.id, foreign });
	}
	return kept;
}

/** What no fact of ours can hold stands as notes about the run: nothing of the file is out of sight. */
function notesOf({ events, format, unsaid, rest, diff }: Foreign) {
	const texts = [
		`Opened from ${format}. The format does not say: ${unsaid.join('; ')}.`,
		...(diff ? [`The final change:\n${diff}`] : []),
		...rest.map(
			({ what, value }) => `${what}: ${typeof value === 'string' ? value : JSON.stringify(value, null, 2)}`
		)
	];
	const { duration } = fold(events);
	return texts.map((text, index) => ({
		seq: events.length + index,
		at: duration,
		type: 'note-added' as const,
		text
	}));
}
