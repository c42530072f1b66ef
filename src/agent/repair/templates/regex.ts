/** Regular expressions that match too much or too little. Every proposal is one that compiles. */
import type { AnyNode, Literal } from 'acorn';
import { replace, type Draft } from '../candidate.ts';
import { functionAround, ownNodes, textOf } from '../syntax.ts';
import { expressionsOf, type Site, type Template } from './site.ts';

type Change = { pattern: string; flags: string; what: string; prior: number; risk: number };

export const changeRegex: Template = {
	name: 'change the pattern',
	*drafts(site): Generator<Draft> {
		for (const { node } of expressionsOf(site)) {
			if (node.type !== 'Literal' || !('regex' in node) || !node.regex) continue;
			for (const { pattern, flags, what, prior, risk } of changesOf(node.regex.pattern, node.regex.flags))
				if (compiles(pattern, flags))
					yield { edits: [replace(node, `/${pattern}/${flags}`)], what, prior: prior + 0.3, risk };
		}
	}
};

function compiles(pattern: string, flags: string): boolean {
	if (pattern === '') return false; // reads as a comment
	try {
		new RegExp(pattern, flags);
		return true;
	} catch {
		return false; // a proposal that is none
	}
}

function* changesOf(pattern: string, flags: string): Generator<Change> {
	for (const [range, exact] of [
		['A-z', 'A-Za-z'],
		['a-Z', 'a-zA-Z']
	] as const)
		if (pattern.includes(range))
			yield {
				pattern: pattern.replaceAll(range, exact),
				flags,
				what: `letters only: ${exact}`,
				prior: 2.5,
				risk: 0
			};
	for (const flag of 'gims') {
		const changed = flags.includes(flag) ? flags.replace(flag, '') : flags + flag;
		yield {
			pattern,
			flags: changed,
			what: `flags "${changed}"`,
			prior: flag === 'i' || flag === 'g' ? 0.3 : 0,
			risk: 0.2
		};
	}
	yield* anchored(pattern, flags);
	for (const token of tokensOf(pattern)) yield* changesOfToken(pattern, flags, token);
}

function* anchored(pattern: string, flags: string): Generator<Change> {
	const [start, end] = [pattern.startsWith('^'), pattern.endsWith('$') && !pattern.endsWith('\\$')];
	const body = pattern.slice(start ? 1 : 0, end ? -1 : undefined);
	const grouped = body.includes('|') ? `(?:${body})` : body;
	const variant = (changed: string, what: string, prior: number): Change => ({
		pattern: changed,
		flags,
		what,
		prior,
		risk: 0.2
	});
	if (!start || !end) yield variant(`^${grouped}$`, 'the whole text', 1);
	if (!start) yield variant(`^${grouped}${end ? '$' : ''}`, 'from the beginning', 0.6);
	if (!end) yield variant(`${start ? '^' : ''}${grouped}$`, 'to the end', 0.6);
	if (start) yield variant(`${body}${end ? '$' : ''}`, 'anywhere', -0.2);
	if (end) yield variant(`${start ? '^' : ''}${body}`, 'not to the end', -0.2);
}

type Token = { text: string; start: number; end: number };

/** Classes, escapes, and single characters, in order. */
function tokensOf(pattern: string): Token[] {
	return [...pattern.matchAll(/\[(?:\\.|[^\]\\])*\]|\\.|[^]/g)].map((match) => ({
		text: match[0],
		start: match.index,
		end: match.index + match[0].length
	}));
}

/** Characters that a class is likely to have forgotten. */
const FORGOTTEN = [
	'\\s',
	'\\d',
	'\\w',
	'_',
	'-',
	'.',
	'$',
	'+',
	"'",
	'"',
	'`',
	'\\\\',
	'\\/',
	':',
	'%',
	'\\n',
	'\\r',
	'A-Z'
];

const OTHER_TOKENS: Record<string, readonly string[]> = {
	'*': ['+', '*?', '?'],
	'+': ['*', '+?', ''],
	'?': ['', '*'],
	'.': ['\\.', '[\\s\\S]', '[^]'],
	'\\d': ['\\w', '[\\d.]', '\\D'],
	'\\D': ['\\d'],
	'\\w': ['[\\w-]', '[\\w$]', '\\S', '[a-z]', '\\W'],
	'\\W': ['\\w'],
	'\\s': ['[ \\t]', '\\S'],
	'\\S': ['\\s'],
	'\\b': ['']
};

function* changesOfToken(pattern: string, flags: string, { text, start, end }: Token): Generator<Change> {
	const put = (other: string, prior: number, risk: number): Change => ({
		pattern: pattern.slice(0, start) + other + pattern.slice(end),
		flags,
		what: `${other || 'nothing'} for ${text} in the pattern`,
		prior,
		risk
	});
	for (const other of OTHER_TOKENS[text] ?? []) yield put(other, 0.2, 0.3);
	if (/^(\[[^]+|\\[dDwWsS]|[\w.)])$/.test(text) && !/^[*+?{]/.test(pattern.slice(end)))
		for (const count of '*+?') yield put(text + count, -0.1, 0.3);
	if (!text.startsWith('[') || text.length < 3) return;
	const inner = text.slice(1, -1);
	yield put(inner.startsWith('^') ? `[${inner.slice(1)}]` : `[^${inner}]`, -0.2, 0.5);
	for (const added of FORGOTTEN) if (!inner.includes(added)) yield put(`[${inner}${added}]`, 0, 0.5);
	const head = inner.startsWith('^') ? '^' : '';
	const members = inner.slice(head.length).match(/\\.|.-.|[^]/g) ?? [];
	if (members.length < 2) return;
	for (const [index] of members.entries())
		yield put(`[${head}${members.filter((_, at) => at !== index).join('')}]`, -0.2, 0.5);
}

/** Patterns of a function looked at two together. */
const PATTERNS = 6;

type Pattern = Literal & { regex: NonNullable<Literal['regex']> };

/** Two patterns of a function that go together: what one lacks the other has too much, or both lack the same. */
export const changePatterns: Template = {
	name: 'change two patterns',
	*drafts(site): Generator<Draft> {
		const around = functionAround(site.above);
		const here = patternsOf([...expressionsOf(site)].map(({ node }) => node));
		if (!around || here.length === 0) return;
		const all = patternsOf(ownNodes(around.body as AnyNode)).slice(0, PATTERNS);
		for (const one of here)
			for (const other of all) {
				if (one === other) continue;
				for (const member of membersIn(other))
					yield* both(site, [one, withMember(one, member)], [other, withoutMember(other, member)], {
						what: `${member} in one pattern, not in the other`,
						prior: 0.2
					});
				if (one.start > other.start && here.includes(other)) continue;
				for (const member of new Set([...membersIn(one), ...membersIn(other), ...FORGOTTEN])) {
					const what = `${member} in both patterns`;
					yield* both(site, [one, withMember(one, member)], [other, withMember(other, member)], {
						what,
						prior: -0.3
					});
				}
				for (const flag of 'gi')
					yield* both(site, [one, withFlag(one, flag)], [other, withFlag(other, flag)], {
						what: `flag ${flag} of both patterns`,
						prior: 0
					});
			}
	}
};

function patternsOf(nodes: Iterable<AnyNode>): Pattern[] {
	return [...nodes].filter((node): node is Pattern => node.type === 'Literal' && Boolean(node.regex));
}

type Changed = [pattern: Pattern, fresh: string | null];

function* both(
	{ source }: Site,
	[one, fresh]: Changed,
	[other, freshOther]: Changed,
	{ what, prior }: { what: string; prior: number }
): Generator<Draft> {
	if (fresh === null || freshOther === null) return;
	const edits = [replace(one, fresh), replace(other, freshOther)];
	const [first, second] = [textOf(source, one), textOf(source, other)].sort();
	yield { edits, what: `${what}: ${first} and ${second}`, prior, risk: 0.3 };
}

/** The only class of a pattern, where it has one. */
function classOf({ regex: { pattern } }: Pattern): Token | undefined {
	const [found, ...more] = tokensOf(pattern).filter(({ text }) => text.length > 2 && text.startsWith('['));
	return more.length === 0 ? found : undefined;
}

function membersIn(node: Pattern): string[] {
	return (
		classOf(node)
			?.text.slice(1, -1)
			.replace(/^\^/, '')
			.match(/\\.|.-.|[^]/g) ?? []
	);
}

function withMember(node: Pattern, member: string): string | null {
	const found = classOf(node);
	return found && !membersIn(node).includes(member)
		? withClass(node, found, `${found.text.slice(0, -1)}${member}]`)
		: null;
}

function withoutMember(node: Pattern, member: string): string | null {
	const found = classOf(node);
	const rest = membersIn(node).filter((one) => one !== member);
	if (!found || rest.length === 0) return null;
	return withClass(node, found, `[${found.text.startsWith('[^') ? '^' : ''}${rest.join('')}]`);
}

function withClass(
	{ regex: { pattern, flags } }: Pattern,
	{ start, end }: Token,
	text: string
): string | null {
	return written(pattern.slice(0, start) + text + pattern.slice(end), flags);
}

function withFlag({ regex: { pattern, flags } }: Pattern, flag: string): string | null {
	return flags.includes(flag) ? null : written(pattern, flags + flag);
}

function written(pattern: string, flags: string): string | null {
	return compiles(pattern, flags) ? `/${pattern}/${flags}` : null;
}
