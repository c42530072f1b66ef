/** A parsed script. POSIX.1-2024, Shell Command Language, with what agents use of bash. https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html */

export type Parameter = {
	kind: 'parameter';
	name: string;
	/** '' = the value itself, 'length' = ${#name}, else as written: ":-", "%%", "/", ... */
	operator: string;
	argument: Word | null;
	/** ${name[index]} */
	index: Word | null;
	/** ${!name} */
	indirect: boolean;
	quoted: boolean;
};

/** `quoted` parts are neither split into fields nor matched against file names. */
export type Part =
	| { kind: 'text'; text: string; quoted: boolean }
	| Parameter
	| { kind: 'command'; body: Script; quoted: boolean }
	| { kind: 'arithmetic'; expression: Word; quoted: boolean }
	/** <(...): the name of a file that holds what the commands print. */
	| { kind: 'process'; body: Script };

export type Word = Part[];

export type Redirect = {
	/** The descriptor to change; both stdout and stderr for &> . */
	fd: number | 'both';
	operator: '>' | '>>' | '<' | '>&' | '<&' | '<<' | '<<<' | '>|' | '<>';
	target: Word;
};

export type Assignment = {
	name: string;
	/** name[index]=value */
	index: Word | null;
	value: Word;
	/** name=(...), in place of `value`. */
	list: { key: Word | null; value: Word }[] | null;
	append: boolean;
};

export type Simple = {
	kind: 'simple';
	assignments: Assignment[];
	words: Word[];
	/** NAME=VALUE arguments of export, local and the like: not split. */
	declared: Assignment[];
	redirects: Redirect[];
	/** In its source, from 1. */
	line: number;
};

/** What follows a case item: leave, run the next body, or go on matching. */
export type CaseEnd = ';;' | ';&' | ';;&';

export type Command =
	| Simple
	| {
			kind: 'if';
			branches: { condition: Script; body: Script }[];
			otherwise: Script | null;
			redirects: Redirect[];
	  }
	| { kind: 'while'; until: boolean; condition: Script; body: Script; redirects: Redirect[] }
	| { kind: 'for'; name: string; words: Word[] | null; body: Script; redirects: Redirect[] }
	/** for ((start; condition; step)) */
	| { kind: 'count'; start: Word; condition: Word; step: Word; body: Script; redirects: Redirect[] }
	| {
			kind: 'case';
			word: Word;
			items: { patterns: Word[]; body: Script; end: CaseEnd }[];
			redirects: Redirect[];
	  }
	| { kind: 'subshell'; body: Script; redirects: Redirect[] }
	| { kind: 'group'; body: Script; redirects: Redirect[] }
	| { kind: 'function'; name: string; body: Command; redirects: Redirect[] }
	| { kind: 'test'; words: Word[]; redirects: Redirect[] }
	| { kind: 'arithmetic'; expression: Word; redirects: Redirect[] };

export type Pipeline = { commands: Command[]; negated: boolean; timed: boolean };
export type AndOr = {
	first: Pipeline;
	rest: { operator: '&&' | '||'; pipeline: Pipeline }[];
	background: boolean;
};
export type Script = AndOr[];
