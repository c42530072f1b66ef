/** What the run's sandbox asked of the outside, and the limits that it passed: as they come, not part of the record. */
import type { HostNotice } from '#sandbox/notices.ts';

/** Of the newest; a program that asks in a loop fills no memory. */
const LIMIT = 300;

export class Notices {
	#list = $state.raw<readonly HostNotice[]>([]);

	/** The oldest first. */
	get list(): readonly HostNotice[] {
		return this.#list;
	}

	readonly add = (notice: HostNotice): void => {
		this.#list = [...this.#list, notice].slice(-LIMIT);
	};

	clear(): void {
		this.#list = [];
	}
}
