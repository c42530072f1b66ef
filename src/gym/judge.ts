/** A model as the judge of a run, in SWE-Gym's form: how much likelier it says YES than NO. https://arxiv.org/abs/2412.21139 */
import { CodedError } from '#model/coded-error.ts';
import type { AnswerToken, Likely } from '#agent/models/logprobs.ts';
import type { Message } from '#agent/models/model.ts';
import type { Trajectory } from '#model/trajectory.ts';
import { judgePrompt, scoreOf } from './datasets/judge-prompt.ts';
import { maskedMessages } from './datasets/turns.ts';

/** What the judge is asked about a run. */
export function questionOf(trajectory: Trajectory): Message[] {
	const messages = maskedMessages(trajectory).map(({ message }) => message);
	return judgePrompt(messages).map(({ role, content }) => ({ role, text: content }));
}

const WORDS = ['YES', 'NO'] as const;

/** Which of the words a token begins; a tokenizer may cut "YES" into "Y" and "ES". */
function wordOf(token: string): (typeof WORDS)[number] | null {
	const text = token
		.trim()
		.replace(/^(<judgement)?>/, '')
		.toUpperCase();
	return text === '' ? null : (WORDS.find((word) => word.startsWith(text)) ?? null);
}

/**
 * 0 to 1, at the token where the answer says one of the words. A word that is not among the likely ones is at most as likely as the least of
 * them.
 * @throws CodedError E_NO_ANSWER where it says neither
 */
export function judgement(tokens: readonly AnswerToken[]): number {
	const at = tokens.find((one, index) => wordOf(one.token) !== null && isAnswer(tokens, index));
	if (!at) {
		const said = tokens.map(({ token }) => token).join('');
		throw new CodedError(
			'E_NO_ANSWER',
			`Cannot take the judge's word: it says neither YES nor NO but "${said}"`
		);
	}
	const all: readonly Likely[] = [at, ...at.others.filter(({ token }) => token !== at.token)];
	const least = Math.min(...all.map(({ logprob }) => logprob));
	const log = (word: string) => {
		const own = all.filter(({ token }) => wordOf(token) === word);
		if (own.length === 0) return least;
		return Math.log(own.reduce((sum, { logprob }) => sum + Math.exp(logprob), 0));
	};
	return scoreOf(log('YES'), log('NO'));
}

/** Whether what is said from there on begins with one of the words and not with another that begins alike ("Not sure"). */
function isAnswer(tokens: readonly AnswerToken[], index: number): boolean {
	const rest = tokens
		.slice(index)
		.map(({ token }) => token)
		.join('')
		.trim()
		.replace(/^(<judgement)?>/, '');
	return /^(YES|NO)\b/i.test(rest);
}

/**
 * Test evidence and the judge's word together: their log-odds are added. `green`: every test passed that the run saw.
 * A run whose tests fail is as unlikely as evidence makes it, however sure the judge is.
 */
export function hybrid(judged: number, green: boolean): number {
	const odds = (chance: number) => Math.log(Math.min(Math.max(chance, 1e-6), 1 - 1e-6));
	const evidence = green ? 2 : -4;
	return 1 / (1 + Math.exp(-(odds(judged) - odds(1 - judged) + evidence)));
}
