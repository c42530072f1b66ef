/** How a process ends: exit, beforeExit, an uncaught error; the texts as Node's C++ side prints them. */
import type { Binding, Context } from './context.ts';
import { caretUnder, readSourceLine } from './source-lines.ts';

/** Fields of process[exit_info_private_symbol], as node::ExitInfoField. */
const [EXITING, EXIT_CODE, HAS_EXIT_CODE] = [0, 1, 2];
const [UNCAUGHT, NO_HANDLER, FAULT_IN_HANDLER, UNSETTLED_TOP_LEVEL_AWAIT] = [1, 6, 7, 13];

/** The exit code of a process that SIGABRT ends. */
export const ABORTED = 134;

type Process = {
	_fatalException?: (error: unknown, fromPromise: boolean) => boolean;
	emit(event: string, ...args: unknown[]): boolean;
	version: string;
};

/** Node sets them: the first may extend error.stack, the second shows the error. */
export type FatalEnhancers = { before(error: Error): unknown; after(error: Error): string };

export class Ending {
	readonly exitInfo = new Int32Array(3);
	readonly enhancers: FatalEnhancers = { before: () => {}, after: String };
	#unsettled = false;
	readonly #context: Context;
	readonly #aborts: () => boolean;

	/** `aborts`: --abort-on-uncaught-exception was given, and nobody has taken it back for now. */
	constructor(context: Context, aborts: () => boolean) {
		this.#context = context;
		this.#aborts = aborts;
	}

	get #process(): Process {
		return this.#context.process as unknown as Process;
	}

	/** Node decides whether somebody handles it; otherwise the process ends. */
	fatal(error: unknown, fromPromise: boolean): void {
		if (this.#aborts()) {
			this.#context.printError(`Uncaught:\n${describe(this.#context, this.enhancers, error, fromPromise)}\n`);
			// As V8 does it: a trap of the processor's.
			this.#context.abort('SIGTRAP');
		}
		if (typeof this.#process._fatalException !== 'function') {
			this.#report(error, fromPromise);
			this.#context.exit(NO_HANDLER);
		}
		let handled = false;
		try {
			handled = this.#process._fatalException(error, fromPromise);
		} catch (inner) {
			this.#context.printError(`${describe(this.#context, this.enhancers, inner, false)}\n`);
			this.#context.exit(FAULT_IN_HANDLER);
		}
		if (handled) return;
		this.#report(error, fromPromise);
		this.#context.exit(this.exitInfo[HAS_EXIT_CODE] ? this.#code : UNCAUGHT);
	}

	#report(error: unknown, fromPromise: boolean): void {
		this.#context.printError(
			`${describe(this.#context, this.enhancers, error, fromPromise)}\n\nNode.js ${this.#process.version}\n`
		);
	}

	beforeExit(): void {
		this.#context.resources.tellEnds();
		this.#emit('beforeExit');
	}

	exit(): void {
		this.#unsettled = this.#context.topLevelAwaits.pending > 0;
		if (this.#unsettled && !this.exitInfo[HAS_EXIT_CODE])
			this.#context.printError('Warning: Detected unsettled top-level await\n');
		this.exitInfo[EXITING] = 1;
		this.#emit('exit');
	}

	#emit(event: string): void {
		const { emit } = this.#process;
		this.#context.resources.callOutside(this.#process, emit, [event, this.#code]);
	}

	leave(): void {
		this.#context.exit(this.#code);
	}

	get #code(): number {
		if (this.exitInfo[HAS_EXIT_CODE]) return this.exitInfo[EXIT_CODE] ?? 0;
		return this.#unsettled ? UNSETTLED_TOP_LEVEL_AWAIT : 0;
	}
}

/** The source line with a caret, and the error as Node shows it. */
function describe(
	context: Context,
	{ before, after }: FatalEnhancers,
	error: unknown,
	fromPromise: boolean
): string {
	try {
		const { inspect } = context.requireBuiltin('internal/util/inspect') as {
			inspect(value: unknown): string;
		};
		if (!isError(error)) {
			const shown = typeof error === 'object' && error !== null ? inspect(error) : String(error);
			return `Uncaught:\n${shown}\n(Use \`node --trace-uncaught ...\` to show where the exception was thrown)`;
		}
		const source = sourceLine(context, error, fromPromise);
		before(error);
		return source + after(error);
	} catch {
		return String(error);
	}
}

function isError(error: unknown): error is Error {
	return typeof error === 'object' && error !== null && typeof (error as Error).stack === 'string';
}

const FRAME = /\(?((?:node:|file:\/\/|\/)[^\s()]*):(\d+):(\d+)\)?$/;

/** "file:line", the line, and a caret under the column. */
function sourceLine(context: Context, error: Error, fromPromise: boolean): string {
	const frame = error.stack?.split('\n').find((line) => /^\s+at /.test(line) && FRAME.test(line));
	const [, url = '', line = '0', column = '1'] = frame ? (FRAME.exec(frame) ?? []) : [];
	const text = readSourceLine(context, url, Number(line));
	if (text === undefined) return '';
	// Of what was thrown, the engine points at the `throw`; the stack, and a rejection, at what was made.
	const made = text.slice(0, Number(column) - 1);
	const head = fromPromise ? made : made.replace(/\bthrow\s+$/, '');
	return `${url}:${line}\n${text}\n${caretUnder(head)}\n\n`;
}

/** The private symbol under which the library finds exitInfo. */
export function exitInfoSymbol(util: Binding): symbol {
	const symbol = (util['privateSymbols'] as Record<string, symbol>)['exit_info_private_symbol'];
	if (!symbol) throw new Error('Cannot boot: the util binding has no exit_info_private_symbol');
	return symbol;
}
