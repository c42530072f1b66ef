/** What a sandbox may use, and what is said when somebody passes a limit. */
import type { Limits } from '../protocol/kernel.ts';
import { CodedError } from '../wire/coded-error.ts';

/** Milliseconds in which one limit is told of once. */
const QUIET = 1000;

const size = (bytes: number) => (bytes < 1_000_000 ? `${bytes} bytes` : `${bytes / 1_000_000} MB`);

const texts: Record<keyof Limits, (limit: number) => string> = {
	processes: (limit) => `process limit: no more than ${limit} processes and threads may live at once`,
	depth: (limit) => `depth limit: processes may start one another no deeper than ${limit}`,
	output: (limit) => `output limit: the command wrote more than ${size(limit)} and was ended`,
	time: (limit) => `time limit: the command ran longer than ${limit / 1000} s and was ended`,
	bytes: (limit) => `space limit: files may hold no more than ${size(limit)}`,
	files: (limit) => `file limit: there may be no more than ${limit} files`
};

export class LimitGuard {
	readonly limits: Limits = { processes: 0, depth: 0, output: 0, time: 0, bytes: 0, files: 0 };
	readonly #tell: (limit: keyof Limits, message: string) => void;
	readonly #toldAt = new Map<keyof Limits, number>();

	constructor(tell: (limit: keyof Limits, message: string) => void) {
		this.#tell = tell;
	}

	/** Whether `used` is over the limit. */
	isPassed(limit: keyof Limits, used: number): boolean {
		return this.limits[limit] > 0 && used > this.limits[limit];
	}

	/** Tells of a limit that was passed; what is said of it. */
	pass(limit: keyof Limits): string {
		const message = texts[limit](this.limits[limit]);
		const now = performance.now();
		if (now - (this.#toldAt.get(limit) ?? -QUIET) >= QUIET) {
			this.#toldAt.set(limit, now);
			this.#tell(limit, message);
		}
		return message;
	}

	/** @throws `code` when `used` is over the limit */
	assert(limit: keyof Limits, used: number, code: 'EAGAIN' | 'ENOSPC'): void {
		if (this.isPassed(limit, used)) throw new CodedError(code, this.pass(limit));
	}
}
