/** Ways out of the normal flow. */

/** exit, return, break, continue. */
export class Interrupt extends Error {
	readonly kind: 'exit' | 'return' | 'break' | 'continue';
	readonly status: number;
	/** How many loops to leave. */
	levels: number;
	constructor(kind: Interrupt['kind'], status: number, levels = 1) {
		super(kind);
		this.kind = kind;
		this.status = status;
		this.levels = levels;
	}
}

/** The current command ends with this status; why was said already. */
export class Leave extends Error {
	readonly status: number;
	constructor(status: number) {
		super('leave');
		this.status = status;
	}
}

/** A fault in an expansion: it ends the shell, as bash's "unbound variable". */
export class ExpansionError extends Error {}
