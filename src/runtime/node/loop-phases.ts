/** The phases of libuv's loop that are left in a browser, and how it ends. */

export type Phase = 'timers' | 'poll' | 'check' | 'close';
export const FOLLOWING: Record<Phase, Phase> = {
	timers: 'poll',
	poll: 'check',
	check: 'close',
	close: 'timers'
};

/**
 * How far the end has come, once nothing keeps the loop: a browser task for rejections still to be reported, then beforeExit, then
 * exit; each followed by the microtasks that it brings.
 */
export type Stage = 'running' | 'settling' | 'before-exit' | 'exit';
