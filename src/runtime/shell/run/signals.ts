/** Signals by name and number, and those that reached this shell. signal(7) */
const NUMBERS: Record<string, number> = {
	SIGHUP: 1,
	SIGINT: 2,
	SIGQUIT: 3,
	SIGABRT: 6,
	SIGKILL: 9,
	SIGUSR1: 10,
	SIGSEGV: 11,
	SIGUSR2: 12,
	SIGPIPE: 13,
	SIGALRM: 14,
	SIGTERM: 15,
	SIGCHLD: 17,
	SIGCONT: 18,
	SIGSTOP: 19,
	SIGTSTP: 20,
	SIGWINCH: 28
};

/** "int", "SIGINT", "2" -> "SIGINT"; "0" asks only whether a process lives; null = no such signal. */
export function signalName(text: string): string | null {
	if (text === '0') return '0';
	if (/^\d+$/.test(text)) return Object.keys(NUMBERS).find((name) => NUMBERS[name] === Number(text)) ?? null;
	const name = `SIG${text.toUpperCase().replace(/^SIG/, '')}`;
	return Object.hasOwn(NUMBERS, name) ? name : null;
}

export function signalNumber(name: string): number {
	return NUMBERS[name] ?? 0;
}

export const signalList = Object.keys(NUMBERS);

/** Signals whose traps have still to run. */
export class Signals {
	readonly #pending: string[] = [];
	#wake: () => void = () => {};
	/** Settles when the next one comes. */
	next: Promise<void> = this.#sleep();

	#sleep(): Promise<void> {
		return new Promise((resolve) => (this.#wake = resolve));
	}

	arrived(name: string): void {
		this.#pending.push(name);
		this.#wake();
		this.next = this.#sleep();
	}

	take(): string | undefined {
		return this.#pending.shift();
	}
}
