/** Checks of answers: pure where the answer is written down; what must be run comes in as its result. */
import type { Drill } from './lesson.ts';

export type Checked = {
	passed: boolean;
	/** In a sentence. */
	said: string;
	/** Brier's: 0 = certain and right, 1 = certain and wrong; null where nothing was predicted. */
	score: number | null;
};

const is = (passed: boolean, said: string): Checked => ({ passed, said, score: null });

/** (probability - what happened)^2. https://en.wikipedia.org/wiki/Brier_score */
export const brier = (probability: number, happened: boolean): number =>
	(probability - (happened ? 1 : 0)) ** 2;

/** Of the kinds whose answer is in the lesson. `answer` is what the learner typed or chose, counted as on the screen. */
export function checkWritten(drill: Drill, answer: string): Checked {
	switch (drill.kind) {
		case 'choice':
			return is(
				Number(answer) === drill.answer,
				Number(answer) === drill.answer ? 'Yes.' : 'No, not that one.'
			);
		case 'step': {
			const right = drill.answer.includes(Number(answer));
			return is(right, right ? `Yes, step ${answer}.` : `Step ${answer} is not it.`);
		}
		case 'file': {
			const right = answer.trim().replace(/^\.?\//, '') === drill.answer;
			return is(right, right ? 'Yes, that file.' : 'Not in that file.');
		}
		case 'line': {
			const [from, to] = drill.answer;
			const line = Number(answer);
			const right = line >= from && line <= to;
			const far = Math.min(Math.abs(line - from), Math.abs(line - to));
			return is(
				right,
				right ? 'Yes, there.' : far <= 5 ? 'Very near; look at the lines around it.' : 'Not there.'
			);
		}
		case 'number': {
			const right =
				answer.trim() !== '' && Math.abs(Number(answer.replace(',', '.')) - drill.answer) <= drill.tolerance;
			return is(right, right ? 'Yes.' : 'Not that number.');
		}
		case 'prediction':
		case 'judge':
		case 'breakpoint':
		case 'fix':
		case 'command':
		case 'same':
		case 'fork':
		case 'prompt':
		case 'text':
			throw new Error(`The check of a ${drill.kind} must be run`);
		default:
			return drill satisfies never;
	}
}

/** Percent of a learner, against what the verifier said. Passed = on the right side of even. */
export function checkPrediction(percent: number, resolved: boolean): Checked {
	const score = brier(percent / 100, resolved);
	const said = `The verifier says: ${resolved ? 'resolved' : 'not resolved'}. You gave it ${percent} %: a Brier score of ${score.toFixed(2)} (0 is best, 0.25 is a coin).`;
	return { passed: score < 0.25, said, score };
}

export function checkJudgement(accepted: boolean, resolved: boolean, why: string): Checked {
	const verdict = resolved ? 'resolved' : 'not resolved';
	return is(
		accepted === resolved,
		`The verifier says: ${verdict}${why && `, ${why}`}. ${accepted === resolved ? 'You agree.' : 'You said the opposite.'}`
	);
}

/** @param stop the first step, counted from 1, at which the breakpoint pauses; null = none */
export function checkBreakpoint(stop: number | null, wanted: readonly number[]): Checked {
	if (stop === null) return is(false, 'With this breakpoint the run never stops.');
	const right = wanted.includes(stop);
	return is(right, `The run stops at step ${stop}.${right ? '' : ' That is not the step to stop at.'}`);
}
