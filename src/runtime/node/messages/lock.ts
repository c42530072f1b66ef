/** Runs `run` while nobody else who shares the memory does; word `at` is 1 meanwhile. */
export function locked<T>(words: Int32Array, at: number, run: () => T): T {
	while (Atomics.compareExchange(words, at, 0, 1) === 1) Atomics.wait(words, at, 1, 1);
	try {
		return run();
	} finally {
		Atomics.store(words, at, 0);
		Atomics.notify(words, at, 1);
	}
}
