/** Conditions that say too much or too little. */
import type { AnyNode, Expression } from 'acorn';
import { operand, replace, type Draft } from '../candidate.ts';
import type { Predicate } from '../predicates.ts';
import { ownNodes, textOf, usedNames } from '../syntax.ts';
import { effect, expressionsOf, followers, predicatesAt, type Site, type Template } from './site.ts';

/** The tests that the statement decides by. */
function* testsOf(site: Site): Generator<Expression> {
	for (const { node } of expressionsOf(site)) {
		if ('test' in node && node.test && node.type !== 'SwitchCase') yield node.test;
		if (node.type === 'ReturnStatement' && node.argument && isTruth(node.argument)) yield node.argument;
		if (node.type === 'VariableDeclarator' && node.init && isTruth(node.init)) yield node.init;
		if (node.type === 'AssignmentExpression' && isTruth(node.right)) yield node.right;
	}
}

function isTruth(node: Expression): boolean {
	if (node.type === 'LogicalExpression') return true;
	if (node.type === 'UnaryExpression') return node.operator === '!';
	return node.type === 'BinaryExpression' && /^([=!]==?|[<>]=?|in|instanceof)$/.test(node.operator);
}

export const addTerm: Template = {
	name: 'add a term',
	*drafts(site) {
		const { source } = site;
		for (const test of testsOf(site)) {
			const own = textOf(source, test);
			const near = [test as AnyNode, ...followers(site)];
			const adapt = (predicate: Predicate) => withoutKnown(predicate, own);
			if (test.type === 'Literal') {
				const point = { node: test, kind: 'test', holds: test.value === false } as const;
				for (const { text, prior, risk } of predicatesAt(site, point, near, adapt))
					yield {
						edits: [replace(test, text)],
						what: `when ${text}, not always ${own}`,
						prior: prior + 1,
						risk
					};
				continue;
			}
			for (const asked of predicatesAt(site, { node: test, kind: 'test', holds: true }, near, adapt)) {
				const { text, prior, risk } = asked;
				yield {
					edits: [replace(test, `${left(site, test, '||')} || ${text}`)],
					what: `also when ${text}`,
					prior: prior + 0.7,
					risk,
					...effect(asked, '||')
				};
			}
			for (const asked of predicatesAt(site, { node: test, kind: 'test', holds: false }, near, adapt)) {
				const { text, prior, risk } = asked;
				const term = text.includes('||') ? `(${text})` : text;
				yield {
					edits: [replace(test, `${left(site, test, '&&')} && ${term}`)],
					what: `only when ${text} as well`,
					prior: prior + 0.6,
					risk,
					...effect(asked, '&&')
				};
			}
		}
	}
};

/** Conditions, likeliest first, with which one side of a condition is tried where the tests were not asked. */
const INNER = 16;

/** One side of a condition, deep inside of it, that says too much or too little: `a && b` becomes `a && (b || c)`. */
export const addInnerTerm: Template = {
	name: 'add a term inside',
	*drafts(site) {
		for (const side of sidesOf(site)) {
			const own = textOf(site.source, side.node);
			const names = usedNames(side.node as AnyNode);
			const adapt = (predicate: Predicate) =>
				names.some((name) => hasWord(predicate.text, name)) ? withoutKnown(predicate, own) : undefined;
			const operator = side.of === '&&' ? '||' : '&&';
			const point = { node: side.node as AnyNode, kind: 'test', holds: operator === '||' } as const;
			for (const asked of predicatesAt(site, point, [side.node as AnyNode], adapt).slice(0, INNER)) {
				const { text, prior, risk } = asked;
				const term = operator === '&&' && text.includes('||') ? `(${text})` : text;
				yield {
					edits: [replace(side.node, `(${left(site, side.node, operator)} ${operator} ${term})`)],
					what: `${own.slice(0, 40)} ${operator} ${text}`,
					prior: prior + 0.3,
					risk,
					...effect(asked, `${side.node.start} ${operator}`)
				};
			}
		}
	}
};

/** Sides of what the statement decides by that are no such thing themselves: `b` of `if (a && b)`, `b` of `x = a || !(b && c)`. */
function* sidesOf(site: Site): Generator<{ node: Expression; of: '&&' | '||' }> {
	for (const test of testsOf(site))
		for (const node of ownNodes(test as AnyNode)) {
			if (node.type !== 'LogicalExpression' || node.operator === '??') continue;
			for (const side of [node.left, node.right])
				if (side.type !== 'LogicalExpression') yield { node: side, of: node.operator };
		}
}

function hasWord(text: string, name: string): boolean {
	const at = text.indexOf(name);
	return at >= 0 && !/[\w$.]/.test(text[at - 1] ?? '') && !/[\w$]/.test(text[at + name.length] ?? '');
}

/** The alternatives of a predicate that the condition does not name yet. One that names some already wants the rest. */
function withoutKnown({ text, prior, risk }: Predicate, own: string): Predicate | undefined {
	const parts = text.split(' || ');
	const rest = parts.filter((part) => !own.includes(part));
	if (rest.length === 0) return undefined;
	return { text: rest.join(' || '), prior: rest.length < parts.length ? prior + 1 : prior, risk };
}

/** The condition as the left side of `operator`. */
function left({ source }: Site, test: Expression, operator: '||' | '&&'): string {
	const text = textOf(source, test);
	if (test.type === 'BinaryExpression' || test.type === 'UnaryExpression') return text;
	if (test.type === 'LogicalExpression' && test.operator === operator) return text;
	if (test.type === 'LogicalExpression' && operator === '||' && test.operator === '&&') return text;
	return operand(source, test);
}

function opposite(source: Site['source'], test: Expression): string {
	if (test.type === 'UnaryExpression' && test.operator === '!') return textOf(source, test.argument);
	return `!${operand(source, test)}`;
}

/** Whether it is a test of its own, whose opposite is proposed anyway. */
function isTested(site: Site, node: Expression): boolean {
	return [...testsOf(site)].includes(node);
}

/** What two things may be compared by where they are not the same one. */
const PROPERTIES = ['name', 'length', 'type', 'id'];

export const compareBy: Template = {
	name: 'compare by something else',
	*drafts(site): Generator<Draft> {
		const { source } = site;
		for (const { node } of expressionsOf(site)) {
			if (node.type !== 'BinaryExpression' || !/^[=!]==?$/.test(node.operator)) continue;
			if (node.left.type === 'Literal' || node.right.type === 'Literal') continue;
			const [one, other] = [operand(source, node.left), operand(source, node.right)];
			const put = (text: string, prior: number): Draft => ({
				edits: [replace(node, text)],
				what: `${text} for ${textOf(source, node)}`,
				prior,
				risk: 0.3
			});
			const isSame = !node.operator.startsWith('!');
			for (const property of PROPERTIES) {
				const [own, its] = [`${one}?.${property}`, `${other}?.${property}`];
				const text = textOf(source, node);
				yield put(`${own} ${node.operator} ${its}`, -0.4);
				if (isSame) yield put(`(${text} || ${own} ${node.operator} ${its})`, -0.4);
				// Where both have none, that says nothing.
				yield put(`(${own} && ${its} ? ${own} ${node.operator} ${its} : ${text})`, -0.3);
			}
			yield put(`String(${one}) ${node.operator} String(${other})`, -0.2);
		}
	}
};

export const changeTest: Template = {
	name: 'change the condition',
	*drafts(site): Generator<Draft> {
		const { source } = site;
		for (const test of testsOf(site)) {
			yield { edits: [replace(test, opposite(source, test))], what: 'the opposite', prior: -0.6, risk: 1 };
			for (const constant of ['true', 'false'])
				yield { edits: [replace(test, constant)], what: `always ${constant}`, prior: -1, risk: 2 };
		}
		for (const { node } of expressionsOf(site)) {
			if (node.type !== 'LogicalExpression' || node.operator === '??') continue;
			for (const kept of [node.left, node.right]) {
				yield {
					edits: [replace(node, operand(source, kept))],
					what: `without one side of ${node.operator}`,
					prior: -0.2,
					risk: 1
				};
				if (isTested(site, kept)) continue;
				yield {
					edits: [replace(kept, opposite(source, kept))],
					what: `the opposite of ${textOf(source, kept)}`,
					prior: -0.3,
					risk: 0.8
				};
			}
		}
	}
};
