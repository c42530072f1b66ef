/** Handles of bindings within messages: as themselves within a thread where both sides share them, written down on the way to another. */

export type HandleKind<Handle extends object = object, Written = unknown> = {
	/** The binding that has it: it is loaded before one is read. */
	binding: string;
	name: string;
	is(value: object): value is Handle;
	/** What the browser can clone. */
	write(handle: Handle): Written;
	read(written: Written): object;
	/** It goes only by a list of what is moved. */
	moves?: boolean;
	/** Within a thread both sides have the same one. */
	shares?: boolean;
};

/** The kinds of a process; each binding adds its own. */
export class HandleKinds {
	readonly #kinds: HandleKind[] = [];

	add<Handle extends object, Written>(kind: HandleKind<Handle, Written>): void {
		this.#kinds.push(kind as unknown as HandleKind);
	}
	of(value: object): HandleKind | undefined {
		return this.#kinds.find((kind) => kind.is(value));
	}
	named(name: string): HandleKind {
		const found = this.#kinds.find((kind) => kind.name === name);
		if (!found) throw new Error(`Cannot read a message: this thread has no ${name}`);
		return found;
	}
}
