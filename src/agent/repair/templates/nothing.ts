/** What is empty is taken for what is not there: '', 0 and false are values, null and undefined are none. */
import type { AnyNode, Function as FunctionNode } from 'acorn';
import { operand, replace, type Draft, type Edit } from '../candidate.ts';
import { functionAround, ownNodes, textOf, type Source } from '../syntax.ts';
import type { Site, Template } from './site.ts';

/** Names looked at in one function. */
const NAMES = 6;

/** All questions of a function whether a variable holds something become questions whether it is there. */
export const emptyIsThere: Template = {
	name: 'empty is not nothing',
	*drafts({ source, node: site, above }: Site): Generator<Draft> {
		const scope = functionAround(above);
		if (!scope) return;
		const here = [...ownNodes(site)].filter(({ type }) => type === 'Identifier');
		const names = new Set(here.map((node) => ('name' in node ? String(node.name) : '')));
		for (const name of [...names].slice(0, NAMES))
			for (const sign of ['==', '==='] as const) {
				const edits = questionsOf(source, scope, { name, sign });
				if (edits.length > 0 && edits.some(({ start, end }) => start >= site.start && end <= site.end))
					yield {
						edits,
						what: `${name} ${sign} ${sign === '==' ? 'null' : 'undefined'} asked for whether ${name} is empty, in ${edits.length} places`,
						prior: 0.4 - (sign === '==' ? 0 : 0.1),
						risk: 0.1
					};
			}
	}
};

type Asked = { name: string; sign: '==' | '===' };

function questionsOf(source: Source, scope: FunctionNode, { name, sign }: Asked): Edit[] {
	const nothing = sign === '==' ? 'null' : 'undefined';
	const isIt = (node: AnyNode | null | undefined): boolean =>
		node?.type === 'Identifier' && node.name === name;
	const edits: Edit[] = [];
	for (const node of ownNodes(scope.body as AnyNode)) {
		if (node.type === 'UnaryExpression' && node.operator === '!' && isIt(node.argument))
			edits.push(replace(node, `${name} ${sign} ${nothing}`));
		if ('test' in node && node.test && isIt(node.test) && node.type !== 'SwitchCase')
			edits.push(replace(node.test, `${name} !${sign.slice(1)} ${nothing}`));
		if (node.type !== 'LogicalExpression' || node.operator === '??') continue;
		if (isIt(node.left) && node.operator === '&&')
			edits.push(replace(node.left, `${name} !${sign.slice(1)} ${nothing}`));
		if (isIt(node.left) && node.operator === '||')
			edits.push(replace(node, `(${name} ${sign} ${nothing} ? ${operand(source, node.right)} : ${name})`));
	}
	return withoutOverlaps(edits);
}

function withoutOverlaps(edits: readonly Edit[]): Edit[] {
	let end = -1;
	return [...edits]
		.sort((a, b) => a.start - b.start)
		.filter((edit) => {
			if (edit.start < end) return false;
			end = edit.end;
			return true;
		});
}

/** A variable that was given something empty, `x = a || b`, and what is asked of it afterwards. */
export const emptyIsTaken: Template = {
	name: 'empty is taken',
	*drafts({ source, node: site, above }: Site): Generator<Draft> {
		const scope = functionAround(above);
		if (!scope) return;
		for (const node of ownNodes(site)) {
			const { name, value } = assignedBy(node);
			if (name === undefined || value?.type !== 'LogicalExpression' || value.operator !== '||') continue;
			const [left, right] = [operand(source, value.left), textOf(source, value.right)];
			for (const fresh of [
				`${left} ?? ${operand(source, value.right)}`,
				`${left} === undefined ? ${right} : ${left}`
			]) {
				const first = replace(value, fresh);
				const what = `${fresh} for ${textOf(source, value)}`;
				yield { edits: [first], what, prior: 0.2, risk: 0.1 };
				const later = questionsOf(source, scope, { name, sign: '==' }).filter(
					({ start }) => start >= node.end
				);
				if (later.length > 0)
					yield {
						edits: [first, ...later],
						what: `${what}, and ${name} == null asked`,
						prior: 0.2,
						risk: 0.2
					};
			}
		}
	}
};

function assignedBy(node: AnyNode): { name?: string; value?: AnyNode } {
	if (node.type === 'VariableDeclarator' && node.id.type === 'Identifier' && node.init)
		return { name: node.id.name, value: node.init as AnyNode };
	if (node.type === 'AssignmentExpression' && node.operator === '=' && node.left.type === 'Identifier')
		return { name: node.left.name, value: node.right as AnyNode };
	return {};
}
