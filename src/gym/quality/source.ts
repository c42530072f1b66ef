/** What can be said of a change by reading it: size, branching, style. */
import { parse, type AnyNode, type Program } from 'acorn';
import { fullAncestor } from 'acorn-walk';
import { structuredPatch } from 'diff';

/** A changed file; null = it is not there on that side. */
export type ChangedFile = { path: string; before: string | null; after: string | null };

export type Size = { files: number; hunks: number; added: number; removed: number };

/** Lines of the file as it is now that the change added or rewrote, from 1. */
export function changedLines({ before, after }: ChangedFile): Set<number> {
	const lines = new Set<number>();
	for (const hunk of structuredPatch('', '', before ?? '', after ?? '', '', '', { context: 0 }).hunks) {
		let line = hunk.newStart;
		for (const text of hunk.lines) {
			if (text.startsWith('+')) lines.add(line);
			if (!text.startsWith('-') && !text.startsWith('\\')) line += 1;
		}
	}
	return lines;
}

export function sizeOf(files: readonly ChangedFile[]): Size {
	const patches = files.map(({ before, after }) =>
		structuredPatch('', '', before ?? '', after ?? '', '', '', { context: 0 })
	);
	const lines = patches.flatMap(({ hunks }) => hunks.flatMap((hunk) => hunk.lines));
	return {
		files: files.length,
		hunks: patches.reduce((sum, { hunks }) => sum + hunks.length, 0),
		added: lines.filter((line) => line.startsWith('+')).length,
		removed: lines.filter((line) => line.startsWith('-')).length
	};
}

/** null where the text is no JavaScript that the parser knows. */
export function programOf(text: string): Program | null {
	for (const sourceType of ['script', 'module'] as const)
		try {
			return parse(text, {
				ecmaVersion: 'latest',
				sourceType,
				allowHashBang: true,
				allowReturnOutsideFunction: true,
				locations: true
			});
		} catch {
			continue; // not of this kind
		}
	return null;
}

const BRANCHES = new Set([
	'IfStatement',
	'ConditionalExpression',
	'ForStatement',
	'ForInStatement',
	'ForOfStatement',
	'WhileStatement',
	'DoWhileStatement',
	'CatchClause',
	'LogicalExpression'
]);

export type Complexity = { name: string; before: number | null; after: number };

/** McCabe's number of the functions that the change made more or less branched. https://doi.org/10.1109/TSE.1976.233837 */
export function complexityOf({ path, before, after }: ChangedFile): Complexity[] {
	const [old, fresh] = [functionsOf(before ?? ''), functionsOf(after ?? '')];
	return [...fresh].flatMap(([name, now]) => {
		const was = old.get(name) ?? null;
		return was === now ? [] : [{ name: `${path}: ${name}`, before: was, after: now }];
	});
}

function functionsOf(text: string): Map<string, number> {
	const program = programOf(text);
	const found = new Map<string, number>();
	if (!program) return found;
	const names = new Map<AnyNode, string>();
	fullAncestor(program, (node, _state, ancestors) => {
		const around = (ancestors as AnyNode[]).findLast((one) => one !== node && isFunction(one));
		if (isFunction(node as AnyNode)) {
			let name = nameOf(node as AnyNode, (ancestors as AnyNode[]).at(-2));
			for (let count = 2; found.has(name); count++) name = `${name.replace(/ #\d+$/, '')} #${count}`;
			names.set(node as AnyNode, name);
			found.set(name, (found.get(name) ?? 1) + (pending.get(node as AnyNode) ?? 0));
		} else if (around && (BRANCHES.has(node.type) || isCase(node as AnyNode)))
			pending.set(around, (pending.get(around) ?? 0) + 1);
	});
	pending.clear();
	return found;
}

/** Branches seen before the function that they are in: the walk is from the inside out. */
const pending = new Map<AnyNode, number>();

const isFunction = ({ type }: AnyNode) =>
	type === 'FunctionDeclaration' || type === 'FunctionExpression' || type === 'ArrowFunctionExpression';
const isCase = (node: AnyNode) => node.type === 'SwitchCase' && node.test != null;

function nameOf(node: AnyNode, parent: AnyNode | undefined): string {
	if ('id' in node && node.id && 'name' in node.id) return String(node.id.name);
	if (parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier') return parent.id.name;
	if (
		(parent?.type === 'Property' || parent?.type === 'MethodDefinition') &&
		parent.key.type === 'Identifier'
	)
		return parent.key.name;
	if (parent?.type === 'AssignmentExpression' && parent.left.type === 'MemberExpression')
		return parent.left.property.type === 'Identifier' ? parent.left.property.name : 'function';
	return 'function';
}

export type Drift = { what: string; usual: string; here: string };

/** Where the added lines are written otherwise than the files that they are in. */
export function driftOf(files: readonly ChangedFile[]): Drift[] {
	return files.flatMap((file) => {
		const { before, after, path } = file;
		if (before === null || after === null) return [];
		const lines = changedLines(file);
		const added = after.split('\n').filter((_, index) => lines.has(index + 1));
		const [usual, here] = [habitsOf(before.split('\n')), habitsOf(added)];
		return Object.keys(usual).flatMap((what) => {
			const [was, now] = [usual[what], here[what]];
			return was && now && was !== now ? [{ what: `${path}: ${what}`, usual: was, here: now }] : [];
		});
	});
}

/** null = nothing that could be told. */
function habitsOf(lines: readonly string[]): Record<string, string | null> {
	const count = (shape: RegExp) => lines.filter((line) => shape.test(line)).length;
	const more = (one: string, ones: number, other: string, others: number) =>
		ones === others ? null : ones > others ? one : other;
	const ends = lines.filter((line) => /[\w)\]'"`;]\s*$/.test(line) && !/^\s*(\/\/|\*|\/\*)/.test(line));
	const withSemicolon = ends.filter((line) => /;\s*$/.test(line)).length;
	return {
		indentation: more('tabs', count(/^\t/), 'spaces', count(/^ {2}/)),
		quotes: more('single', count(/'[^'"]*'/), 'double', count(/"[^'"]*"/)),
		semicolons: ends.length === 0 ? null : withSemicolon * 2 >= ends.length ? 'with' : 'without',
		variables: more('var', count(/\bvar\s/), 'let and const', count(/\b(let|const)\s/)),
		functions: more('function', count(/\bfunction\b/), 'arrows', count(/=>/))
	};
}
