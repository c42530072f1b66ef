/** How a process ends: exit, beforeExit, an uncaught error; the texts as Node's C++ side prints them. */
import type { Binding, Context } from './context.ts';

/** Fields of process[exit_info_private_symbol], as node::ExitInfoField. */
const [EXITING, EXIT_CODE, HAS_EXIT_CODE] = [0, 1, 2];
const [UNCAUGHT, FAULT_IN_HANDLER, UNSETTLED_TOP_LEVEL_AWAIT] = [1, 7, 13];

type Process = {
	_fatalException?: (error: unknown, fromPromise: boolean) => boolean;
	emit(event: string, ...args: unknown[]): boolean;
	version: string;
};

export class Ending {
	readonly exitInfo = new Int32Array(3);
	readonly #context: Context;

	constructor(context: Context) {
		this.#context = context;
	}

	get #process(): Process {
		return this.#context.process as unknown as Process;
	}

	/** Node decides whether somebody handles it; otherwise the process ends. */
	fatal(error: unknown, fromPromise: boolean): void {
		let handled = false;
		try {
			handled = this.#process._fatalException?.(error, fromPromise) ?? false;
		} catch (inner) {
			this.#context.printError(`${describe(this.#context, inner)}\n`);
			this.#context.exit(FAULT_IN_HANDLER);
		}
		if (handled) return;
		this.#context.printError(`${describe(this.#context, error)}\n\nNode.js ${this.#process.version}\n`);
		this.#context.exit(this.exitInfo[HAS_EXIT_CODE] ? this.#code : UNCAUGHT);
	}

	/** The loop is empty. Returns when beforeExit brought new work. */
	finish(isAlive: () => boolean): void {
		this.#process.emit('beforeExit', this.#code);
		if (isAlive()) return;
		const unsettled = this.#context.topLevelAwaits.pending > 0;
		if (unsettled && !this.exitInfo[HAS_EXIT_CODE])
			this.#context.printError('Warning: Detected unsettled top-level await\n');
		this.exitInfo[EXITING] = 1;
		const code = this.exitInfo[HAS_EXIT_CODE] ? this.#code : unsettled ? UNSETTLED_TOP_LEVEL_AWAIT : 0;
		this.#process.emit('exit', code);
		this.#context.exit(this.exitInfo[HAS_EXIT_CODE] ? this.#code : code);
	}

	get #code(): number {
		return this.exitInfo[HAS_EXIT_CODE] ? (this.exitInfo[EXIT_CODE] ?? 0) : 0;
	}
}

/** The source line with a caret, and the error as Node shows it. */
function describe(context: Context, error: unknown): string {
	try {
		const { inspect } = context.requireBuiltin('internal/util/inspect') as {
			inspect(value: unknown): string;
		};
		if (!isError(error)) {
			const shown = typeof error === 'object' && error !== null ? inspect(error) : String(error);
			return `Uncaught:\n${shown}\n(Use \`node --trace-uncaught ...\` to show where the exception was thrown)`;
		}
		return sourceLine(context, error) + inspect(error);
	} catch {
		return String(error);
	}
}

function isError(error: unknown): error is Error {
	return typeof error === 'object' && error !== null && typeof (error as Error).stack === 'string';
}

const FRAME = /\(?((?:node:|file:\/\/|\/)[^\s()]*):(\d+):(\d+)\)?$/;

/** "file:line", the line, and a caret under the column. */
function sourceLine(context: Context, error: Error): string {
	const frame = error.stack?.split('\n').find((line) => /^\s+at /.test(line) && FRAME.test(line));
	const [, url = '', line = '0', column = '1'] = frame ? (FRAME.exec(frame) ?? []) : [];
	const text = url ? readLine(context, url, Number(line)) : undefined;
	if (text === undefined) return '';
	const caret = `${text.slice(0, Number(column) - 1).replace(/[^\t]/g, ' ')}^`;
	return `${url}:${line}\n${text}\n${caret}\n\n`;
}

function readLine({ files, requireBuiltin }: Context, url: string, line: number): string | undefined {
	if (url.startsWith('node:')) return undefined;
	const { fileURLToPath } = requireBuiltin('internal/url') as { fileURLToPath(url: string): string };
	const path = url.startsWith('file:') ? fileURLToPath(url) : url;
	const ino = files.find(path, true);
	if (!ino) return undefined;
	return new TextDecoder().decode(files.readFile(ino)).split('\n')[line - 1];
}

/** The private symbol under which the library finds exitInfo. */
export function exitInfoSymbol(util: Binding): symbol {
	const symbol = (util['privateSymbols'] as Record<string, symbol>)['exit_info_private_symbol'];
	if (!symbol) throw new Error('Cannot boot: the util binding has no exit_info_private_symbol');
	return symbol;
}
