/** A run as turns of a conversation, each with whether something may be learned from it. */
import type { TrajectoryEvent } from '#model/event.ts';
import type { Trajectory } from '#model/trajectory.ts';
import { messagesOf } from '#agent/messages.ts';
import type { Message } from '#agent/models/model.ts';

export type Masked = {
	message: Message;
	/** What the agent itself did in this run: not a person's step, not what a fork copied, not a repetition of the recording. */
	learn: boolean;
};

const TELLING = { instance: '', noAction: 'Call a tool, or submit if you are done.' };

/** @param copied events at the front that a fork has from its parent */
export function maskedMessages({ events }: Trajectory, copied = 0): Masked[] {
	const issue = events.find((event) => event.type === 'run-started');
	const all: Masked[] = [
		{ message: { role: 'user', text: issue?.type === 'run-started' ? issue.issue : '' }, learn: false }
	];
	for (const group of byStep(events)) {
		const isCopied = (group.at(-1)?.seq ?? 0) < copied;
		const isHuman = group.some(({ type }) => type === 'human-intervened');
		for (const message of messagesOf(group, TELLING).slice(1))
			all.push({ message, learn: message.role === 'assistant' && !isCopied && !isHuman });
	}
	return all;
}

function byStep(events: readonly TrajectoryEvent[]): TrajectoryEvent[][] {
	const groups: TrajectoryEvent[][] = [];
	let step: number | null = null;
	for (const event of events) {
		if (!('step' in event)) continue;
		if (event.step !== step) groups.push([]);
		({ step } = event);
		groups.at(-1)?.push(event);
	}
	return groups;
}
