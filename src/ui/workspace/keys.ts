/** The keys of the workspace: what a debugger's user expects, and nothing while somebody writes. */
import { nextFailure } from '#debugger/find.ts';
import type { Session } from '#session/session.svelte.ts';

export type Keyed = {
	session: Session;
	/** Brings the debugger to the front and the cursor to its field of that kind. */
	open: (field: 'breakpoint' | 'fork') => void;
};

export const keyWords = [
	['j, k', 'next step, step before'],
	['space', 'pause or go on; back to the latest moment of an ended run'],
	['[, ]', 'failure before, next failure'],
	['b', 'write a breakpoint'],
	['f', 'fork at the step shown']
] as const;

/** Whether the key was one of ours. */
export function press(e: KeyboardEvent, { session, open }: Keyed): boolean {
	if (e.ctrlKey || e.metaKey || e.altKey || isWriting(e.target)) return false;
	const { replay } = session;
	const at = replay.run.steps.at(-1)?.index ?? -1;
	switch (e.key) {
		case 'j':
			replay.stepBy(1);
			return true;
		case 'k':
			replay.stepBy(-1);
			return true;
		case ' ':
			if (isPressable(e.target)) return false;
			if (session.phase === 'running') session.pause();
			else if (session.phase === 'paused') session.resume();
			else replay.follow();
			return true;
		case '[':
		case ']': {
			const step = nextFailure(replay.latest.steps, at, e.key === '[' ? -1 : 1);
			if (step !== null) replay.seekStep(step);
			return true;
		}
		case 'b':
			open('breakpoint');
			return true;
		case 'f':
			open('fork');
			return true;
		default:
			return false;
	}
}

function isWriting(target: EventTarget | null): boolean {
	return (
		target instanceof HTMLElement &&
		target.closest(
			'input:not([type=checkbox], [type=range]), textarea, select, .monaco-editor, [contenteditable]'
		) !== null
	);
}

/** Space presses what has the focus. */
function isPressable(target: EventTarget | null): boolean {
	return target instanceof HTMLElement && target.closest('button, a, summary, input, [role=tab]') !== null;
}
