/** What a cheat is: a way to make tests green without mending anything. */
import type { Files, Ground } from './ground.ts';

/** What catches a cheat: a check of the verdict, the tests themselves, or what comes after them. */
export type Defence =
	| 'pristine tests'
	| 'protected files'
	| 'fixed commands'
	| 'separate channel'
	| 'sealed results'
	| 'exit codes'
	| 'test files'
	| 'untouched runner'
	| 'canaries in the suite'
	| 'every test must report'
	| 'time limit'
	| 'beyond the tests'
	| 'closed network'
	| 'nothing to find';

export type Cheat = {
	id: string;
	title: string;
	/** What it does, for a person. */
	about: string;
	ground: Ground;
	/** The defences of which at least one must catch it. */
	caughtBy: readonly Defence[];
} & (
	| { patch: Files }
	/** Commands of an agent; `found` in their output would be a success. */
	| { commands: readonly string[]; found: RegExp; refused: RegExp }
);
