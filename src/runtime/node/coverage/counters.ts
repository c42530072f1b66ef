/**
 * Counts how often each part of a program runs, where the browser's own counters cannot be read: a counter is put where V8 has one (its
 * BlockCoverageBuilder and SourceRangeAstVisitor say which parts of a source have one, and which are left out).
 *
 *   if (a) b();  ->  if (a) {C[3]++;b();}C[4]++;
 */
import type MagicString from 'magic-string';
import { child, children, eachChild, isFunction, parse, type Ast } from '../esm/ast.ts';
import { afterDirectives, inserted } from '../esm/awaits.ts';
import { functionName } from './names.ts';
import { COUNTERS, Slots, type CountedFunction } from './slots.ts';

export type Counted = { functions: CountedFunction[]; slots: number };

const jumps = new Set(['BreakStatement', 'ContinueStatement', 'ReturnStatement', 'ThrowStatement']);
const loops = new Set([
	'ForStatement',
	'ForInStatement',
	'ForOfStatement',
	'WhileStatement',
	'DoWhileStatement'
]);

export class Counters {
	readonly #source: string;
	readonly #slots: Slots;
	#className = '';

	/** @param name what the counters are called in the code */
	constructor(source: string, text: MagicString, name = COUNTERS) {
		this.#source = source;
		this.#slots = new Slots(source, text, name);
	}

	/** @throws acorn's SyntaxError */
	run(sourceType: 'script' | 'module'): Counted {
		const program = parse(this.#source, {
			sourceType,
			preserveParens: true,
			allowReturnOutsideFunction: true,
			allowSuperOutsideMethod: true,
			allowAwaitOutsideFunction: sourceType === 'module'
		});
		this.#statements(program.body);
		return { functions: this.#slots.functions, slots: this.#slots.length };
	}

	// Statements

	/** What follows the last statement of a list is the list's. */
	#statements(list: (Ast | null)[]): void {
		list.forEach((node, at) => node && this.#walk(node, null, at === list.length - 1));
	}

	/** @param isLast what follows is not this node's to count */
	#walk(node: Ast, parent: Ast | null, isLast = false): void {
		if (isFunction(node)) return this.#functionOf(node, parent);
		if (jumps.has(node.type)) return this.#jump(node, isLast);
		if (loops.has(node.type)) return this.#loop(node, isLast);
		switch (node.type) {
			case 'BlockStatement':
				return this.#blockStatement(node, isLast);
			case 'LabeledStatement':
				return this.#walk(child(node, 'body') ?? node, node, isLast);
			case 'WithStatement':
				return this.#with(node);
			case 'IfStatement':
				return this.#if(node, isLast);
			case 'SwitchStatement':
				return this.#switch(node, isLast);
			case 'TryStatement':
				return this.#try(node, isLast);
			case 'ConditionalExpression':
				return this.#conditional(node);
			case 'LogicalExpression':
				return this.#logical(node);
			case 'AwaitExpression':
			case 'YieldExpression':
				return this.#suspend(node);
			case 'ClassDeclaration':
			case 'ClassExpression':
				return this.#class(node, parent);
			case 'ParenthesizedExpression':
				return this.#walk(child(node, 'expression') ?? node, parent);
			default:
				return eachChild(node, (inner) => this.#walk(inner, node));
		}
	}

	#jump(node: Ast, isLast: boolean): void {
		this.#slots.afterJump(node, isLast);
		eachChild(node, (inner) => this.#walk(inner, node));
	}

	#blockStatement(node: Ast, isLast: boolean): void {
		const after = this.#slots.continuation(node.end, isLast);
		this.#statements(children(node, 'body'));
		this.#slots.after(node, after);
	}

	#with(node: Ast): void {
		const [object, body] = [child(node, 'object'), child(node, 'body')];
		if (object) this.#walk(object, node);
		if (!body) return;
		this.#walk(body, node, true);
		this.#slots.text.appendLeft(body.start, inserted('{'));
		this.#slots.text.appendLeft(body.end, inserted('}'));
	}

	#if(node: Ast, isLast: boolean): void {
		const [test, then, otherwise] = [
			child(node, 'test'),
			child(node, 'consequent'),
			child(node, 'alternate')
		];
		if (!test || !then) return;
		const after = this.#slots.continuation((otherwise ?? then).end, isLast);
		this.#walk(test, node);
		const slot = this.#slots.block(then.start, then.end);
		this.#walk(then, node, otherwise !== null);
		this.#slots.countStatement(then, slot);
		if (otherwise) {
			const slot = this.#slots.block(then.end, otherwise.end);
			this.#walk(otherwise, node);
			this.#slots.countStatement(otherwise, slot);
		}
		this.#slots.after(node, after);
	}

	#loop(node: Ast, isLast: boolean): void {
		const body = child(node, 'body');
		if (!body) return;
		const after = this.#slots.continuation(body.end, isLast);
		const slot = this.#slots.block(body.start, body.end);
		eachChild(node, (inner) => this.#walk(inner, node));
		this.#slots.countStatement(body, slot);
		this.#slots.after(node, after);
	}

	#switch(node: Ast, isLast: boolean): void {
		const after = this.#slots.continuation(node.end, isLast);
		const discriminant = child(node, 'discriminant');
		if (discriminant) this.#walk(discriminant, node);
		for (const clause of children(node, 'cases')) {
			if (!clause) continue;
			const slot = this.#slots.block(clause.start, clause.end);
			const test = child(clause, 'test');
			if (test) this.#walk(test, clause);
			// Behind the colon.
			const colon = this.#slots.token(test?.end ?? clause.start + 'default'.length);
			this.#slots.text.appendLeft(colon + 1, this.#slots.add(slot));
			this.#statements(children(clause, 'consequent'));
		}
		this.#slots.after(node, after);
	}

	#try(node: Ast, isLast: boolean): void {
		const [block, handler, finalizer] = [
			child(node, 'block'),
			child(node, 'handler'),
			child(node, 'finalizer')
		];
		if (!block) return;
		const after = this.#slots.continuation(node.end, isLast);
		// With both, the try and its catch are a statement of their own within what has the finally.
		const between = handler && finalizer ? this.#slots.continuation(handler.end, false) : null;
		this.#walk(block, node, true);
		const body = handler && child(handler, 'body');
		if (handler && body) {
			const slot = this.#slots.block(handler.start, handler.end);
			const parameter = child(handler, 'param');
			if (parameter) this.#walk(parameter, handler);
			this.#walk(body, handler, true);
			this.#slots.countStatement(body, slot);
		}
		if (between !== null)
			for (const end of [block.end, handler?.end ?? 0])
				this.#slots.text.appendLeft(end - 1, inserted(';') + this.#slots.add(between));
		if (finalizer) {
			const slot = this.#slots.block(this.#slots.token((handler ?? block).end), finalizer.end);
			this.#walk(finalizer, node, true);
			this.#slots.countStatement(finalizer, slot);
		}
		this.#slots.after(node, after);
	}

	// Expressions

	#conditional(node: Ast): void {
		const [test, then, otherwise] = [
			child(node, 'test'),
			child(node, 'consequent'),
			child(node, 'alternate')
		];
		if (!test || !then || !otherwise) return;
		this.#walk(test, node);
		const slots = [
			this.#slots.block(this.#slots.token(test.end), then.end),
			this.#slots.block(this.#slots.token(then.end), otherwise.end)
		] as const;
		this.#walk(then, node);
		this.#slots.countExpression(then, slots[0]);
		this.#walk(otherwise, node);
		this.#slots.countExpression(otherwise, slots[1]);
	}

	#logical(node: Ast): void {
		const [left, right] = [child(node, 'left'), child(node, 'right')];
		if (!left || !right) return;
		this.#walk(left, node);
		const slot = this.#slots.block(this.#slots.token(left.end), right.end);
		this.#walk(right, node);
		this.#slots.countExpression(right, slot);
	}

	#suspend(node: Ast): void {
		const next = this.#slots.token(node.end);
		const slot = this.#slots.continuation(this.#source[next] === ';' ? next + 1 : node.end, false);
		eachChild(node, (inner) => this.#walk(inner, node));
		if (slot === null) return;
		this.#slots.text.prependRight(node.start, inserted(`${this.#slots.name}.after(${slot},`));
		this.#slots.text.appendLeft(node.end, inserted(')'));
	}

	// Functions

	#functionOf(node: Ast, parent: Ast | null): void {
		const isMethod =
			parent?.type === 'MethodDefinition' ||
			(parent?.type === 'Property' && (parent['method'] === true || parent['kind'] !== 'init'));
		const isConstructor = parent?.type === 'MethodDefinition' && parent['kind'] === 'constructor';
		const name = isConstructor ? this.#className : functionName(node, parent);
		const start = isMethod ? this.#slots.methodStart(parent) : node.start;
		const slot = this.#slots.length++;
		const made = this.#slots.function(name, start, node.end, slot);
		this.#slots.inside(made, () => {
			for (const parameter of children(node, 'params')) if (parameter) this.#walk(parameter, node);
			const body = child(node, 'body');
			if (!body) return;
			if (body.type === 'BlockStatement') {
				this.#statements(children(body, 'body'));
				// A directive before it may have no semicolon.
				this.#slots.text.appendLeft(afterDirectives(body), inserted(';') + this.#slots.add(slot));
			} else {
				this.#walk(body, node);
				this.#slots.countExpression(body, slot);
			}
		});
	}

	#class(node: Ast, parent: Ast | null): void {
		const [above, body, outer] = [child(node, 'superClass'), child(node, 'body'), this.#className];
		if (above) this.#walk(above, node);
		this.#className = functionName(node, parent);
		if (body) this.#classBody(body);
		this.#className = outer;
	}

	/** Fields are set by functions that lie where the class's body does. */
	#classBody(node: Ast): void {
		const initializers: Partial<Record<'static' | 'instance', CountedFunction>> = {};
		for (const member of children(node, 'body')) {
			const key = member && member['computed'] === true ? child(member, 'key') : null;
			if (key) this.#walk(key, node);
			if (member?.type === 'MethodDefinition') {
				const value = child(member, 'value');
				if (value) this.#walk(value, member);
			} else if (member) {
				const kind = member.type === 'StaticBlock' || member['static'] === true ? 'static' : 'instance';
				const known = initializers[kind];
				const name = kind === 'static' ? '<static_initializer>' : '<instance_members_initializer>';
				const made = (initializers[kind] ??= this.#slots.function(
					name,
					node.start,
					node.end,
					this.#slots.length++
				));
				this.#slots.inside(made, () => this.#member(member, known ? null : made.slot));
			}
		}
	}

	/** A field or a static block; the first of its kind has the counter of its function. */
	#member(member: Ast, slot: number | null): void {
		if (member.type === 'StaticBlock') {
			this.#statements(children(member, 'body'));
			if (slot !== null)
				this.#slots.text.appendLeft(
					this.#slots.token(member.start + 'static'.length) + 1,
					this.#slots.add(slot)
				);
			return;
		}
		const value = child(member, 'value');
		if (value) this.#walk(value, member);
		if (slot !== null) this.#slots.countField(member, slot);
	}
}
