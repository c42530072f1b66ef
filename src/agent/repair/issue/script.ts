/** An example of the issue as a script for Node that ends with 0 where it holds. */
import { parse } from 'acorn';
import { applyEdits, type Edit } from '../candidate.ts';
import { places } from '../syntax.ts';
import type { Example } from './examples.ts';
import type { Written } from './remark.ts';

/** Compares what came out with what somebody wrote down: as a value where that is one, else as it is printed. */
const HELPERS = `const $util = require('node:util');
const $show = (value) =>
	$util.inspect(value, { depth: 9, sorted: true, breakLength: Infinity }).replace(/\\[Object: null prototype\\] /g, '');
const $squeeze = (text) => text.replace(/\\[Object: null prototype\\]|\\s+/g, '').replace(/["\`]/g, "'");
const $is = (values, text, literal) =>
	(literal && values.length === 1 && $show(values[0]) === $show(literal())) ||
	(!literal && $squeeze($util.format(...values)) === $squeeze(text)) ||
	(literal && values.length > 1 && $squeeze($util.format(...values)) === $squeeze(text));
const $came = [];
const $point = (get) => {
	try {
		$came.push({ values: get() });
	} catch (error) {
		$came.push({ error });
	}
};
const $quiet = (run) => {
	try {
		run();
	} catch {}
};
process.on('exit', () => {
	if ($came.length > 0 && $came.every($holds)) return;
	for (const { values, error } of $came) console.error(error ?? values.map($show).join(' '));
	if ($came.length === 0) console.error('It does not come to this line.');
	process.exitCode = 1;
});
`;

/** @param packageName its own modules are loaded from `root`, a relative path that ends with "/" */
export function scriptOf(
	example: Example,
	{ packageName, root }: { packageName: string; root: string }
): string {
	const { code, start, end, what } = example;
	const edits: Edit[] = requiresIn(code, packageName, root);
	const value = applyEdits(
		code.slice(start, end),
		edits
			.filter((edit) => edit.start >= start && edit.end <= end)
			.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }))
	);
	const point = { start, end, text: `$point(() => [${value}])` };
	const outside = edits.filter((edit) => edit.end <= start || edit.start >= end);
	const body = applyEdits(code, [...outside, ...quietened(example), point]);
	return `// From the issue: ${what}\n${HELPERS}const $holds = ${conditionOf(example)};\n${body.trimEnd()}\n`;
}

/** What the other lines throw is their own affair. */
function quietened({ code, start, end }: Example): Edit[] {
	const { body } = parse(code, { ecmaVersion: 'latest', allowReturnOutsideFunction: true });
	return body.flatMap((node) => {
		const holdsPoint = node.start <= start && end <= node.end;
		if (node.type !== 'ExpressionStatement' || holdsPoint || node.directive !== undefined) return [];
		return [
			{ start: node.start, end: node.start, text: '$quiet(() => (' },
			{ start: node.expression.end, end: node.expression.end, text: '))' }
		];
	});
}

/** The package under its own name is the code that lies here. */
function requiresIn(code: string, packageName: string, root: string): Edit[] {
	const program = parse(code, { ecmaVersion: 'latest', allowReturnOutsideFunction: true });
	return [...places(program)].flatMap(({ node }): Edit[] => {
		if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier') return [];
		const [name] = node.arguments;
		if (node.callee.name !== 'require' || name?.type !== 'Literal' || typeof name.value !== 'string')
			return [];
		if (name.value !== packageName && !name.value.startsWith(`${packageName}/`)) return [];
		return [
			{
				start: name.start,
				end: name.end,
				text: JSON.stringify(root + name.value.slice(packageName.length + 1))
			}
		];
	});
}

function conditionOf({ wanted, not, sameType, notThrown }: Example): string {
	if (wanted) return `({ values }) => values !== undefined && ${isText(wanted)}`;
	if (notThrown) return `({ error }) => error === undefined || error.name !== '${notThrown}'`;
	if (!not) return '() => true';
	const type = sameType ? ` && typeof values.at(-1) === typeof (${not.text})` : '';
	return `({ values }) => values !== undefined && !${isText(not)}${type}`;
}

function isText({ text, literal }: Written): string {
	return `$is(values, ${JSON.stringify(text)}${literal ? `, () => (${text})` : ''})`;
}
