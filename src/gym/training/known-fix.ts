/** Whether an edit gives the known fix back: the file then reads as the fixed one does, but for what changes no program. */
import { parse, type AnyNode } from 'acorn';
import { applyEdits, spliceBetween, type Edit } from '#agent/repair/candidate.ts';

/** Characters between an edit and the bug beyond which it cannot be the fix: white space and comments may stand there. */
const NEAR = 200;

/** What the same program may have more or less of. */
const strip = (text: string) => text.replace(/[\s;(){}'"`]/g, '');

export class KnownFix {
	readonly #buggy: string;
	readonly #fixed: string;
	readonly #from: number;
	readonly #to: number;
	#program: unknown;

	/** Both as texts of one file. */
	constructor(buggy: string, fixed: string) {
		this.#buggy = buggy;
		this.#fixed = fixed;
		const { start, end } = spliceBetween('', buggy, fixed);
		[this.#from, this.#to] = [start - NEAR, end + NEAR];
	}

	isGivenBy(edits: readonly Edit[]): boolean {
		if (!edits.every(({ start, end }) => start <= this.#to && end >= this.#from)) return false;
		const text = applyEdits(this.#buggy, edits);
		const { start, end, text: fresh } = spliceBetween('', text, this.#fixed);
		if (strip(text.slice(start, end)) !== strip(fresh)) return false;
		this.#program ??= meaning(this.#fixed);
		return this.#program !== null && this.#program === meaning(text);
	}
}

/** The tree without places, parentheses, the choice of quotes, lone semicolons and braces round one statement; null = it cannot be read. */
function meaning(text: string): string | null {
	for (const sourceType of ['commonjs', 'module'] as const)
		try {
			return JSON.stringify(bare(parse(text, { ecmaVersion: 'latest', sourceType, allowHashBang: true })));
		} catch {
			continue; // not of this kind
		}
	return null;
}

function bare(value: unknown): unknown {
	if (Array.isArray(value)) return value.filter((one) => !isEmpty(one)).map(bare);
	if (typeof value === 'bigint') return `${value}n`;
	if (!isNode(value)) return value;
	if (value.type === 'BlockStatement') {
		const body = value.body.filter((one) => !isEmpty(one));
		const [first] = body;
		const isDeclared = first && /Declaration$/.test(first.type);
		if (first && body.length === 1 && !isDeclared) return bare(first);
	}
	if (value.type === 'Literal') return ['Literal', value.regex ?? bare(value.value)];
	return Object.entries(value).flatMap(([name, inner]) =>
		name === 'start' || name === 'end' || name === 'raw' ? [] : [[name, bare(inner)]]
	);
}

const isNode = (value: unknown): value is AnyNode =>
	typeof value === 'object' && value !== null && 'type' in value;
const isEmpty = (value: unknown) => isNode(value) && value.type === 'EmptyStatement';
