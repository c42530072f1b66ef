/** The examples of an issue that can be run: code blocks with what came out and what should have, and calls named in its sentences. */
import { parse, parseExpressionAt, type AnyNode, type Comment, type Program } from 'acorn';
import { ownNodes, places } from '../syntax.ts';
import { remarkOf, writtenOf, type Remark, type Written } from './remark.ts';

export type Example = {
	/** The whole block. */
	code: string;
	/** Where in it the value comes from: of an expression, or of what is printed (the arguments). */
	start: number;
	end: number;
	printed: boolean;
	/** In the words of the issue. */
	what: string;
	/** What must come out; null = only not what came out until now. */
	wanted: Written | null;
	/** What came out until now; null = not said, or it should stay. */
	not: Written | null;
	/** Something of the same type must come out: what is "still 2" should have become another number. */
	sameType: boolean;
	/** It must not throw an error of this name; null = no such error is named. */
	notThrown: string | null;
	/** It was so before and must stay so. */
	stays: boolean;
};

/** Examples taken at most. */
const MOST = 8;

type Block = { code: string; program: Program; comments: readonly Comment[] };

export function examplesOf(issue: string): Example[] {
	const at = issue.search(/^\W*expected\b/im);
	const expected = at < 0 ? '' : issue.slice(at);
	const blocks = blocksOf(issue);
	const found = blocks.flatMap((block) => remarked(block));
	applyExpected(found, expected);
	const named = blocks.length > 0 ? namedCalls(blocks, expected) : [];
	return [...found, ...named].flatMap((one) => finish(one) ?? []).slice(0, MOST);
}

/** Scripts among the code blocks; a later one may use what an earlier one required. */
function blocksOf(issue: string): Block[] {
	const blocks: Block[] = [];
	let required = '';
	// Blocks of other languages too: else the end of one would be taken for the start of the next.
	for (const [, language = '', text] of issue.matchAll(/^```([^\n`]*)\n([\s\S]*?)^```[ \t]*$/gm)) {
		if (!/^(js|javascript|node)?$/.test(language.trim())) continue;
		const needed = required
			.split('\n')
			.filter((line) => line !== '' && !text?.includes(line.split('=')[0]?.trim() ?? line));
		const block = read([...needed, text].join('\n')) ?? read(text ?? '');
		if (!block) continue;
		blocks.push(block);
		const lines = block.program.body.map((node) => block.code.slice(node.start, node.end));
		required = lines.filter((line) => /^(const|var|let) [^\n]*\brequire\(/.test(line)).join('\n');
	}
	return blocks.filter(({ code }) => /\brequire\(/.test(code));
}

function read(code: string): Block | null {
	const comments: Comment[] = [];
	try {
		const program = parse(code, {
			ecmaVersion: 'latest',
			onComment: comments,
			allowReturnOutsideFunction: true
		});
		return { code, program, comments };
	} catch {
		return null; // no script: an excerpt, an ES module, or another language
	}
}

type Found = Pick<Example, 'code' | 'start' | 'end' | 'printed' | 'what'> & { remark: Remark };

/** Expressions and prints with a comment on their line, or on the next. */
function remarked({ code, program, comments }: Block): Found[] {
	const statements = [...places(program)].flatMap(({ node, above }) =>
		node.type === 'ExpressionStatement' &&
		(above.length === 1 || isPrint(node.expression)) &&
		!isSuspended(node.expression)
			? [node.expression]
			: []
	);
	return statements.flatMap((node): Found[] => {
		const said = comments.filter((comment) => isBeside(code, node, comment));
		const text = said.map(({ value }) => value).join(' ');
		if (said.length === 0) return [];
		const what = code.slice(node.start, node.end).replace(/\s+/g, ' ').slice(0, 80);
		if (!isPrint(node))
			return [{ code, start: node.start, end: node.end, printed: false, what, remark: remarkOf(text) }];
		const { arguments: given } = node;
		const [first, last] = [given[0], given.at(-1)];
		if (!first || !last) return [];
		return [{ code, start: first.start, end: last.end, printed: true, what, remark: remarkOf(text) }];
	});
}

/** Its value comes later, and only inside of its own function. */
function isSuspended(node: AnyNode): boolean {
	return [...ownNodes(node)].some(({ type }) => type === 'AwaitExpression' || type === 'YieldExpression');
}

function isPrint(node: AnyNode): node is Extract<AnyNode, { type: 'CallExpression' }> {
	if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return false;
	const { object, property } = node.callee;
	return (
		object.type === 'Identifier' && object.name === 'console' && 'name' in property && property.name === 'log'
	);
}

/** Nothing but the end of the statement, white space and other comments lie between them, and at most one line end before the first. */
function isBeside(code: string, { end }: AnyNode, comment: Comment): boolean {
	if (comment.start < end) return false;
	const between = code.slice(end, comment.start);
	return (
		/^[;)\s]*$/.test(between.replace(/\/\/[^\n]*/g, '')) &&
		/^[;)]*[ \t]*(\n[ \t]*)?\/?/.test(between) &&
		!/\n\s*\n/.test(between)
	);
}

/** "**Expected:** `value`" is about the last example that is complained of; about all where it says so. */
function applyExpected(found: readonly Found[], expected: string): void {
	const match = /^\W*expected\W*?[:\s*]+`([^`]+)`(\s+(?:in|for) (?:both|all|each)\b|[.,:;\n])/i.exec(
		expected
	);
	const block = /^\W*expected[^\n`]*\n+```\w*\n([\s\S]*?)```/i.exec(expected);
	const text = match?.[1] ?? block?.[1]?.replace(/;\s*$/, '');
	if (text === undefined) return;
	const wanted = writtenOf(text.replace(/\s+/g, ' ').trim()) ?? { text: text.trim(), literal: false };
	const complaints = found.filter(({ remark }) => !remark.fine && !remark.wanted);
	const meant = /^\s+(in|for) /.test(match?.[2] ?? '') ? complaints : complaints.slice(-1);
	for (const { remark } of meant) remark.wanted = wanted;
}

const SAYS =
	/`([^`]+)`\s+(?:is|gives|returns|renders|yields|equals|becomes|answers)\s+(?:(?:the|a|an) \w+ )?`([^`]+)`/g;

/** "`parse('a')` is `{ a: '' }`": a call of something that the first block knows. */
function namedCalls([block]: readonly Block[], expected: string): Found[] {
	if (!block) return [];
	const known = new Set(
		block.program.body.flatMap((node) =>
			node.type === 'VariableDeclaration' ? node.declarations.flatMap(({ id }) => namesIn(id)) : []
		)
	);
	return [...expected.matchAll(SAYS)].flatMap(([, call = '', value = '']): Found[] => {
		const wanted = writtenOf(value.replace(/\s+/g, ' '));
		const code = knownCall(call.replace(/\s+/g, ' '), known);
		if (!wanted?.literal || !code) return [];
		const whole = `${block.code}\n${code};\n`;
		const start = block.code.length + 1;
		const remark = { seen: null, wanted, throws: null, fine: false, still: false };
		return [
			{ code: whole, start, end: start + code.length, printed: false, what: code.slice(0, 80), remark }
		];
	});
}

function namesIn(pattern: AnyNode): string[] {
	return [...ownNodes(pattern)].flatMap((node) => (node.type === 'Identifier' ? [node.name] : []));
}

function knownCall(text: string, known: ReadonlySet<string>): string | null {
	try {
		const node = parseExpressionAt(text, 0, { ecmaVersion: 'latest' });
		if (node.end !== text.length || !/[([]/.test(text)) return null;
		let root: AnyNode = node;
		while (root.type === 'CallExpression' || root.type === 'MemberExpression')
			root = root.type === 'CallExpression' ? (root.callee as AnyNode) : (root.object as AnyNode);
		return root !== node && root.type === 'Identifier' && known.has(root.name) ? text : null;
	} catch {
		return null; // no expression
	}
}

function finish({ remark, ...place }: Found): Example | null {
	const { seen, wanted, throws, fine, still } = remark;
	const base = { ...place, not: null, sameType: false, notThrown: null, stays: false };
	if (wanted) return { ...base, wanted };
	if (fine) return seen ? { ...base, wanted: seen, stays: true } : null;
	if (throws !== null) return { ...base, wanted: null, notThrown: throws };
	return seen ? { ...base, wanted: null, not: seen, sameType: still && seen.literal } : null;
}
