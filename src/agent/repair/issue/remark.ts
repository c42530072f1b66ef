/** What a comment beside a line of code says of its value: `2`, `"a", should be "b"`, `still 2`, `TypeError: ...`, `as documented`. */
import { parseExpressionAt, type AnyNode } from 'acorn';
import { childrenOf } from '../syntax.ts';

/** A value as somebody wrote it down. */
export type Written = {
	text: string;
	/** Whether it is a literal of the language; else it is what is printed. */
	literal: boolean;
};

export type Remark = {
	/** What comes out now; null = not said. */
	seen: Written | null;
	/** What should come out; null = not said. */
	wanted: Written | null;
	/** The name of the error that is thrown now; null = none is. */
	throws: string | null;
	/** It is as it should be. */
	fine: boolean;
	/** It should have become something else. */
	still: boolean;
};

const FINE =
	/(?<!(?:\bnot|n't|\bnever|\bno longer)\s+)\b(as (documented|expected|before|today|it should)|correct|right|fine|works?|good|ok)\b/i;
const WANTED =
	/^(.*?)[\s,;(-]*\b(?:should (?:be|give|return|print)|expected(?: is)?|must be|instead of|(?:it )?was)\b\s*:?\s*(.+?)\)?$/is;
const LEAD = /^(?:(?:still|gives|returns|prints|is|now|but|->|=>|=)\s+)+/i;

export function remarkOf(comment: string): Remark {
	const text = comment.replace(/\s+/g, ' ').trim();
	const [, before, after] = WANTED.exec(text) ?? [];
	const seen = (before ?? text).replace(LEAD, '');
	const error = /^(?:throws (?:an? )?)?([A-Z]\w*Error)\b/.exec(seen);
	return {
		seen: error ? null : writtenOf(seen),
		wanted: after === undefined ? null : writtenOf(after),
		throws: error?.[1] ?? null,
		fine: FINE.test(text.replace(/(["'`]).*?\1/g, '')),
		still: /^still\b/i.test(text)
	};
}

/** The literal that a text begins with, where only words follow it. */
export function writtenOf(text: string): Written | null {
	try {
		const whole = parseExpressionAt(text, 0, { ecmaVersion: 'latest' });
		const node = (whole.type === 'SequenceExpression' && whole.expressions[0]) || whole;
		const isAlone = /^\s*$|^\s*[,.:;]|^\s+[-(a-z]/i.test(text.slice(node.end));
		if (isAlone && isLiteral(node)) return { text: text.slice(node.start, node.end), literal: true };
	} catch {
		// words, or something that is only printed
	}
	const printed = text.trim();
	return printed !== '' && isPrinted(printed) ? { text: printed, literal: false } : null;
}

/** Something that a program prints rather than a sentence about it. */
function isPrinted(text: string): boolean {
	return /^[\d"'`[{<]/.test(text) && !/\w+ \w+ \w+/.test(text.replace(/(["'`]).*?\1/g, ''));
}

function isLiteral(node: AnyNode): boolean {
	if (node.type === 'Literal') return true;
	if (node.type === 'Identifier') return ['undefined', 'NaN', 'Infinity'].includes(node.name);
	if (node.type === 'TemplateLiteral') return node.expressions.length === 0;
	if (node.type === 'UnaryExpression') return node.operator === '-' && isLiteral(node.argument);
	if (node.type === 'ArrayExpression') return childrenOf(node).every(isLiteral);
	if (node.type !== 'ObjectExpression') return false;
	return node.properties.every(
		(one) => one.type === 'Property' && !one.computed && !one.shorthand && isLiteral(one.value)
	);
}
