/**
 * Makes the asynchronous context follow a native await, for which browsers have no hook. Each function that awaits keeps a record
 * (AsyncActivation of ../async-contexts.ts), tells it before each await, and asks it to restore the context wherever it goes on:
 *
 *   async function f() { try { return await g(); } catch (e) { h(e); } }
 *   async function f() {const A=make(); try { return A.resumed(await A.suspended( g())); } catch (e) {A.restore(); h(e); } }
 *
 * Lines stay where they were; nothing else is seen of it but in Function.prototype.toString.
 */
import { child, children, eachChild, isFunction, type Ast } from './ast.ts';

/** The name under which the code finds what makes a record, and that of the record. */
export const MAKE_ACTIVATION = '__vm_activation';
const RECORD = '__async_context';
/** Around everything that is inserted, so that it can be taken out again. */
const [OPEN, CLOSE] = ['/*{async*/', '/*async}*/'];
export const inserted = (code: string) => OPEN + code + CLOSE;
/** Begins with a semicolon: a directive before it may have none. */
export const DECLARE_ACTIVATION = inserted(`;const ${RECORD}=${MAKE_ACTIVATION}();`);
const RESTORE = inserted(`${RECORD}.restore();`);

/** The text of a function, as it was written. */
export function original(text: string): string {
	return text.includes(OPEN) ? text.replace(/\/\*\{async\*\/.*?(?:\/\*async\}\*\/|$)/g, '') : text;
}

/** A function, or the top level, while its body is walked. */
class Frame {
	awaits = false;
	/** Positions after which the context is restored once something was awaited: starts of catch and finally. */
	readonly restores: number[] = [];
	readonly yields: Ast[] = [];
	readonly isGenerator: boolean;

	constructor(isGenerator: boolean) {
		this.isGenerator = isGenerator;
	}
}

/** Whether it is worth parsing `source`. */
export const mayAwait = (source: string): boolean => /\bawait\b/.test(source);

/** Where code is put in; what `source` is to it may be a piece of a longer text. */
export type Insertions = {
	prependLeft(position: number, code: string): unknown;
	prependRight(position: number, code: string): unknown;
	appendLeft(position: number, code: string): unknown;
};

export class Awaits {
	readonly #source: string;
	readonly #text: Insertions;
	#frame = new Frame(false);

	constructor(source: string, text: Insertions) {
		this.#source = source;
		this.#text = text;
	}

	/** Rewrites all functions of a program. True = its top level awaits too, and needs the declaration. */
	run(body: (Ast | null)[]): boolean {
		for (const node of body) if (node) this.#walk(node);
		this.#finish(this.#frame);
		return this.#frame.awaits;
	}

	#walk(node: Ast): void {
		if (isFunction(node)) this.#function(node);
		else if (node.type === 'AwaitExpression') this.#await(node);
		else if (node.type === 'TryStatement') this.#try(node);
		else if (node.type === 'YieldExpression') this.#yield(node);
		else if (awaitsInLoop(node)) this.#loop(node);
		else this.#children(node);
	}

	#children(node: Ast): void {
		eachChild(node, (inner) => this.#walk(inner));
	}

	#function(node: Ast): void {
		const outer = this.#frame;
		const frame = new Frame(node['generator'] === true);
		this.#frame = frame;
		this.#children(node);
		this.#frame = outer;
		if (!frame.awaits) return;
		const body = child(node, 'body');
		if (body?.type === 'BlockStatement') this.#text.prependLeft(afterDirectives(body), DECLARE_ACTIVATION);
		else {
			this.#text.prependLeft(
				this.#afterArrow(node),
				inserted('{') + DECLARE_ACTIVATION + inserted('return (')
			);
			this.#text.appendLeft(node.end, inserted(');}'));
		}
		this.#finish(frame);
	}

	#finish(frame: Frame): void {
		if (!frame.awaits) return;
		for (const position of frame.restores) this.#text.prependLeft(position, RESTORE);
		// What goes on after a yield is called by somebody, whose context it has.
		for (const { start, end } of frame.yields) {
			this.#text.prependRight(start, inserted(`${RECORD}.yielded(${RECORD}.yields(),`));
			this.#text.appendLeft(end, inserted(')'));
		}
	}

	/** The position behind "=>". */
	#afterArrow(node: Ast): number {
		const from = children(node, 'params').at(-1)?.end ?? node.start;
		const head = /^(?:\s|\/\/.*|\/\*[^]*?\*\/|[(),]|async\b)*=>/.exec(this.#source.slice(from, node.end));
		return from + (head?.[0].length ?? 0);
	}

	#await(node: Ast): void {
		this.#frame.awaits = true;
		this.#children(node);
		this.#text.prependRight(node.start, inserted(`${RECORD}.resumed(`));
		this.#text.appendLeft(node.start + 'await'.length, inserted(` ${RECORD}.suspended(`));
		this.#text.appendLeft(node.end, inserted('))'));
	}

	#try(node: Ast): void {
		for (const block of [child(node, 'handler')?.['body'] as Ast | undefined, child(node, 'finalizer')])
			if (block) this.#frame.restores.push(block.start + 1);
		this.#children(node);
	}

	#yield(node: Ast): void {
		if (this.#frame.isGenerator) this.#frame.yields.push(node);
		this.#children(node);
	}

	/** `for await`, with its labels: each round goes on after an await, and so does what follows. */
	#loop(node: Ast): void {
		let loop = node;
		while (loop.type === 'LabeledStatement') loop = child(loop, 'body') ?? loop;
		this.#frame.awaits = true;
		const body = child(loop, 'body');
		this.#text.appendLeft(node.start, inserted(`{${RECORD}.suspended();`));
		const isBlock = body?.type === 'BlockStatement';
		if (isBlock) this.#text.appendLeft(body.start + 1, RESTORE);
		else if (body) this.#text.appendLeft(body.start, inserted('{') + RESTORE);
		this.#children(loop);
		if (body && !isBlock) this.#text.appendLeft(body.end, inserted('}'));
		this.#text.appendLeft(node.end, RESTORE + inserted('}'));
	}
}

function awaitsInLoop(node: Ast): boolean {
	if (node.type === 'ForOfStatement') return node['await'] === true;
	const body = node.type === 'LabeledStatement' ? child(node, 'body') : null;
	return body !== null && awaitsInLoop(body);
}

/** "use strict" must stay the first statement. */
export function afterDirectives(body: Ast): number {
	let position = body.start + 1;
	for (const statement of children(body, 'body')) {
		if (typeof statement?.['directive'] !== 'string') break;
		position = statement.end;
	}
	return position;
}
