/**
 * The three faces of every function of the fs binding: synchronous, with a request object whose oncomplete is called, or as a promise.
 * Our file system answers at once, so an asynchronous call does its work when it is made and delivers in a later turn.
 */
import { CodedError } from '../../wire/coded-error.ts';
import type { Context } from '../context.ts';
import { bytesOf } from '../encoding.ts';

type Request = { oncomplete(error: unknown, value?: unknown): void };
type Work = (...args: never[]) => unknown;

const decoder = new TextDecoder();

/** Paths come as strings or as bytes. */
export function pathText(path: unknown): string {
	return typeof path === 'string' ? path : decoder.decode(bytesOf(path as ArrayBufferView).slice());
}

export class Calls {
	readonly #context: Context;
	readonly #promises: symbol;

	constructor(context: Context, promises: symbol) {
		this.#context = context;
		this.#promises = promises;
	}

	/**
	 * @param syscall as it stands in error messages
	 * @param request where the request stands among the arguments
	 * @param paths how many of the first arguments are paths, for error messages
	 */
	define(syscall: string, request: number, paths: 0 | 1 | 2, work: Work) {
		const call = (...args: unknown[]): unknown => {
			const given = args[request];
			const from = given === undefined ? call : null;
			const run = () => this.#run(syscall, paths, work, args, from);
			if (given === undefined) return run();
			const [error, value] = this.#attempt(run);
			if (given === this.#promises) return this.#promise(error, value);
			const { oncomplete } = given as Request;
			const { active } = this.#context;
			active.requests.add(given as Request);
			this.#context.loop.enqueue(() => {
				active.requests.delete(given as Request);
				if (error) oncomplete.call(given, error);
				else if (value === undefined) oncomplete.call(given, null);
				else oncomplete.call(given, null, value);
				this.#context.resources.close(given as Request);
			}, given as Request);
			return undefined;
		};
		return call;
	}

	/** For work that really has to wait: a pipe that is empty. */
	later(given: unknown, syscall: string, call: Promise<unknown>): unknown {
		const failed = (error: Error) => this.#exception(error, syscall, []);
		const { loop, resources } = this.#context;
		if (given === this.#promises)
			return this.#promised((done) => {
				const told = (error: Error | null, value: unknown) => done(error && failed(error), value);
				loop.complete(call, told, true, done);
			});
		const { oncomplete } = given as Request;
		const done = (error: Error | null, value: unknown) => {
			oncomplete.call(given, error ? failed(error) : null, value);
			resources.close(given as Request);
		};
		loop.complete(call, done, true, given as Request);
		return undefined;
	}

	#attempt(run: () => unknown): [error: unknown, value: unknown] {
		try {
			return [null, run()];
		} catch (error) {
			return [error, undefined];
		}
	}

	#promise(error: unknown, value: unknown): Promise<unknown> {
		return this.#promised((done) => this.#context.loop.enqueue(() => done(error, value), done));
	}

	/** `begin` gets what is called at the end, which is the request as well. */
	#promised(begin: (done: (error: unknown, value: unknown) => void) => void): Promise<unknown> {
		const { resources } = this.#context;
		return new Promise((resolve, reject) => {
			const done = (error: unknown, value: unknown) => {
				if (error) reject(error);
				else resolve(value);
				resources.close(done);
			};
			resources.open(done, 'FSREQPROMISE', {});
			begin(done);
		});
	}

	/** `from`: whose caller a stack begins with; null = nobody is there any more when it is told. */
	#run(syscall: string, paths: number, work: Work, args: unknown[], from: Work | null): unknown {
		try {
			return (work as (...args: unknown[]) => unknown)(...args);
		} catch (error) {
			// Our own frames are hidden, but the engine counts them: few would be left of the stack as it is made.
			const limit = Error.stackTraceLimit;
			Error.stackTraceLimit = 0;
			const exception = this.#exception(error, syscall, args.slice(0, paths).map(pathText));
			Error.stackTraceLimit = limit;
			if (from && exception !== error) Error.captureStackTrace(exception as Error, from);
			throw exception;
		}
	}

	#exception(error: unknown, syscall: string, [path, dest]: string[]): unknown {
		if (!(error instanceof CodedError)) return error;
		return this.#context.uvException(error.code, syscall, path, dest);
	}
}
