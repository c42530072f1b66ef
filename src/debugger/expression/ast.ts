/** An expression as a tree. `at` is where it begins in the text, from 0. */
export type Value = null | boolean | number | string | readonly Value[];

export type BinaryOperator =
	| 'or'
	| 'and'
	| '=='
	| '!='
	| '<'
	| '<='
	| '>'
	| '>='
	| 'matches'
	| 'contains'
	| 'in'
	| '+'
	| '-'
	| '*'
	| '/'
	| '%';

export type Node = { at: number } & (
	| { kind: 'value'; value: null | boolean | number | string }
	| { kind: 'list'; items: readonly Node[] }
	| { kind: 'name'; name: string }
	| { kind: 'call'; name: string; args: readonly Node[] }
	| { kind: 'unary'; operator: 'not' | '-'; operand: Node }
	| { kind: 'binary'; operator: BinaryOperator; left: Node; right: Node }
);
