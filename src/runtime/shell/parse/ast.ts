/** A parsed script. POSIX.1-2024, Shell Command Language, with what agents use of bash. https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html */

/** `quoted` parts are neither split into fields nor matched against file names. */
export type Part =
	| { kind: 'text'; text: string; quoted: boolean }
	| { kind: 'parameter'; name: string; operator: string; argument: Word | null; quoted: boolean }
	| { kind: 'command'; body: Script; quoted: boolean }
	| { kind: 'arithmetic'; expression: Word; quoted: boolean };

export type Word = Part[];

export type Redirect = {
	/** The descriptor to change; both stdout and stderr for &> . */
	fd: number | 'both';
	operator: '>' | '>>' | '<' | '>&' | '<&' | '<<' | '<<<' | '>|' | '<>';
	target: Word;
};

export type Assignment = { name: string; value: Word; append: boolean };

export type Command =
	| { kind: 'simple'; assignments: Assignment[]; words: Word[]; redirects: Redirect[] }
	| {
			kind: 'if';
			branches: { condition: Script; body: Script }[];
			otherwise: Script | null;
			redirects: Redirect[];
	  }
	| { kind: 'while'; until: boolean; condition: Script; body: Script; redirects: Redirect[] }
	| { kind: 'for'; name: string; words: Word[] | null; body: Script; redirects: Redirect[] }
	| { kind: 'case'; word: Word; items: { patterns: Word[]; body: Script }[]; redirects: Redirect[] }
	| { kind: 'subshell'; body: Script; redirects: Redirect[] }
	| { kind: 'group'; body: Script; redirects: Redirect[] }
	| { kind: 'function'; name: string; body: Command; redirects: Redirect[] }
	| { kind: 'test'; words: Word[]; redirects: Redirect[] }
	| { kind: 'arithmetic'; expression: Word; redirects: Redirect[] };

export type Pipeline = { commands: Command[]; negated: boolean; timed?: boolean };
export type AndOr = {
	first: Pipeline;
	rest: { operator: '&&' | '||'; pipeline: Pipeline }[];
	background: boolean;
};
export type Script = AndOr[];
