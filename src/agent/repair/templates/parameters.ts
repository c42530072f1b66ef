/** What callers should be able to say and cannot: a literal, or a value that the function takes from elsewhere. */
import type { AnyNode, Function as FunctionNode, MemberExpression } from 'acorn';
import { replace, type Draft, type Edit } from '../candidate.ts';
import { boundNames, functionAround, ownNodes, places, textOf, type Source } from '../syntax.ts';
import type { Site, Template } from './site.ts';

/** A variable that is always the same literal, where callers should be able to say another. */
export const missingParameter: Template = {
	name: 'a missing parameter',
	*drafts(site): Generator<Draft> {
		const { node, above, source } = site;
		const scope = functionAround(above);
		if (node.type !== 'VariableDeclaration' || !scope || node.declarations.length !== 1) return;
		const [declarator] = node.declarations;
		if (declarator?.id.type !== 'Identifier' || declarator.init?.type !== 'Literal') return;
		const { name } = declarator.id;
		if (scope.params.flatMap((param) => boundNames(param)).includes(name)) return;
		const set = { start: node.start, end: declarator.init.start, text: `${name} = ${name} || ` };
		yield {
			edits: [parameterAfterLast(site, scope, name), set],
			what: `let callers say ${name}, ${textOf(source, declarator.init)} unless they do`,
			prior: 1,
			risk: 0.2
		};
	}
};

function parameterAfterLast({ source }: Site, scope: FunctionNode, name: string): Edit {
	const last = scope.params.at(-1);
	const at = last ? last.end : source.text.indexOf('(', scope.id?.end ?? scope.start) + 1;
	return { start: at, end: at, text: last ? `, ${name}` : name };
}

/** Values that a function takes from elsewhere looked at, those first that it reads first. */
const VALUES = 8;

/** A value that the function reads from something it has, where callers should be able to say another. */
export const sayInstead: Template = {
	name: 'let callers say it',
	*drafts(site: Site): Generator<Draft> {
		const { source, node, above } = site;
		const scope = functionAround(above);
		if (!scope || scope.body.type !== 'BlockStatement' || scope.body.body[0] !== node) return;
		const taken = new Set([...places(scope as AnyNode)].flatMap(({ node: one }) => namesOf(one)));
		for (const [text, nodes] of readsIn(source, scope)) {
			for (const [name, prior] of namesFor(site, nodes[0]))
				if (!taken.has(name))
					yield {
						edits: [
							parameterAfterLast(site, scope, name),
							...nodes.map((one) => replace(one, `(${name} || ${text})`))
						],
						what: `${name} as one more parameter, ${text} unless callers say it`,
						prior,
						risk: 0.3
					};
		}
	}
};

function namesOf(node: AnyNode): string[] {
	return node.type === 'Identifier' ? [node.name] : [];
}

/** Members as written -> where the function itself reads them. */
function readsIn(source: Source, scope: FunctionNode): [string, [MemberExpression, ...MemberExpression[]]][] {
	const found = new Map<string, [MemberExpression, ...MemberExpression[]]>();
	const written = new Set<AnyNode>();
	for (const node of ownNodes(scope.body as AnyNode)) {
		if (node.type === 'AssignmentExpression') written.add(node.left);
		if (node.type === 'UpdateExpression') written.add(node.argument);
		if (node.type === 'CallExpression') written.add(node.callee as AnyNode);
		if (node.type !== 'MemberExpression' || node.computed || written.has(node)) continue;
		if (node.object.type !== 'Identifier' || node.property.type !== 'Identifier') continue;
		if (node.property.name === 'length') continue;
		const text = textOf(source, node);
		const known = found.get(text);
		if (known) known.push(node);
		else found.set(text, [node]);
	}
	return [...found].slice(0, VALUES);
}

/** What the parameter could be called: as the member, or as a word of the issue that begins as it does. */
function namesFor({ ingredients }: Site, { property }: MemberExpression): [string, number][] {
	if (property.type !== 'Identifier') return [];
	const { name } = property;
	const longer = [...ingredients.words].find((word) => word.length > name.length && word.startsWith(name));
	if (longer && name.length > 2) return [[longer, 0.8]];
	return [[name, ingredients.words.has(name.toLowerCase()) ? 0.6 : -0.4]];
}
