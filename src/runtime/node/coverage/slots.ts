/** Where counters stand in the text of a program, and which parts of its functions they count. */
import type MagicString from 'magic-string';
import { child, isFunction, type Ast } from '../esm/ast.ts';
import { inserted } from '../esm/awaits.ts';
import { functionName } from './names.ts';
import { OPEN } from './ranges.ts';

/** A part of a function; `slot` null = it is never counted: what follows a return. */
type Block = { start: number; end: number; slot: number | null };
/** `slot` null = it ran when its script did. */
export type CountedFunction = {
	name: string;
	start: number;
	end: number;
	slot: number | null;
	blocks: Block[];
};

/** The name under which the code finds its counters. */
export const COUNTERS = '__vm_counters';

const SPACE = /(?:\s|\/\/.*|\/\*[^]*?\*\/)*/y;

/**
 * What is put before a node stands on the left of its place, and what is put around an await on its right: ../esm/awaits.ts comes later, and
 * puts its own between the two.
 */
export class Slots {
	/** How many there are. */
	length = 0;
	readonly functions: CountedFunction[] = [];
	readonly source: string;
	readonly text: MagicString;
	/** What the counters are called in the code. */
	readonly name: string;
	readonly #continuations = new Set<number>();
	#current: CountedFunction;

	constructor(source: string, text: MagicString, name: string) {
		this.source = source;
		this.text = text;
		this.name = name;
		this.#current = this.function('', 0, source.length, null);
	}

	function(name: string, start: number, end: number, slot: number | null): CountedFunction {
		const made: CountedFunction = { name, start, end, slot, blocks: [] };
		this.functions.push(made);
		return made;
	}

	inside(made: CountedFunction, walk: () => void): void {
		const outer = this.#current;
		this.#current = made;
		walk();
		this.#current = outer;
	}

	block(start: number, end: number): number {
		const slot = this.length++;
		this.#current.blocks.push({ start, end, slot });
		return slot;
	}
	add(slot: number): string {
		return inserted(`${this.name}[${slot}]++;`);
	}
	/** A statement that is counted; one that is no block becomes one. */
	countStatement(node: Ast, slot: number): void {
		if (node.type === 'BlockStatement') {
			this.text.appendLeft(node.start + 1, this.add(slot));
			return;
		}
		this.text.appendLeft(node.start, inserted('{') + this.add(slot));
		this.text.appendLeft(node.end, inserted('}'));
	}
	countExpression(node: Ast, slot: number): void {
		this.text.prependLeft(node.start, inserted(`(${this.name}[${slot}]++,`));
		this.text.appendLeft(node.end, inserted(')'));
	}

	/** A counter for what follows `node`, unless something around it has one there, or `isLeftOut`. */
	continuation(start: number, isLeftOut: boolean): number | null {
		if (this.#continuations.has(start)) return null;
		this.#continuations.add(start);
		return isLeftOut ? null : this.block(start, OPEN);
	}
	after(node: Ast, slot: number | null): void {
		if (slot !== null) this.text.appendLeft(node.end, this.add(slot));
	}

	/** The first position from `at` on that is no white space and no comment. */
	token(at: number): number {
		SPACE.lastIndex = at;
		SPACE.exec(this.source);
		return SPACE.lastIndex;
	}

	/** What follows a jump: it never runs, unless something around counts it. */
	afterJump(node: Ast, isLeftOut: boolean): void {
		if (this.#continuations.has(node.end)) return;
		this.#continuations.add(node.end);
		if (!isLeftOut) this.#current.blocks.push({ start: node.end, end: OPEN, slot: null });
	}

	/** Where V8 says that a method begins. */
	methodStart(method: Ast): number {
		return method['static'] === true ? this.token(method.start + 'static'.length) : method.start;
	}

	/** Of a class: counted when it is set. */
	countField(member: Ast, slot: number): void {
		const [key, value] = [child(member, 'key'), child(member, 'value')];
		if (!key) return;
		const count = `${this.name}[${slot}]++`;
		if (!value) {
			const end = member['computed'] === true ? this.token(key.end) + 1 : key.end;
			this.text.appendLeft(end, inserted(`=(${count},undefined)`));
		} else if (isFunction(value) || value.type === 'ClassExpression') {
			// It gets its name from the field.
			const name = JSON.stringify(functionName({ ...value, id: null }, member));
			this.text.prependLeft(value.start, inserted(`(${count},{${name}:`));
			this.text.appendLeft(value.end, inserted(`}[${name}])`));
		} else this.countExpression(value, slot);
	}
}
