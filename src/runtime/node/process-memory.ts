/**
 * What all threads of a process have in common, made with the first of them.
 *
 *   | int32 | holds                                                   |
 *   | ----- | ------------------------------------------------------- |
 *   | 0     | the number of the last thread                           |
 *   | 1     | how often the working directory was set                 |
 *   | 2     | bytes of its path, which follow, in UTF-8               |
 */
const [LAST, VERSION, LENGTH] = [0, 1, 2];
const HEADER = 12;
/** Bytes of a path, as PATH_MAX. */
const PATH = 4096;

export const makeProcessMemory = (): SharedArrayBuffer => new SharedArrayBuffer(HEADER + PATH);

export function nextThreadId(memory: SharedArrayBuffer): number {
	return Atomics.add(new Int32Array(memory, 0, 1), LAST, 1) + 1;
}

/** From here on `holder.cwd` is that of all threads, which the first alone sets. */
export function shareDirectory(holder: { cwd: string }, memory: SharedArrayBuffer, isFirst: boolean): void {
	const words = new Int32Array(memory, 0, HEADER / 4);
	const bytes = new Uint8Array(memory, HEADER);
	let [version, cwd] = [isFirst ? -1 : 0, holder.cwd];
	const set = (path: string) => {
		const written = new TextEncoder().encode(path);
		bytes.set(written);
		words[LENGTH] = written.length;
		Atomics.add(words, VERSION, 1);
	};
	Object.defineProperty(holder, 'cwd', {
		get() {
			const latest = Atomics.load(words, VERSION);
			// A decoder takes no shared memory.
			if (latest !== version) cwd = new TextDecoder().decode(bytes.slice(0, words[LENGTH]));
			version = latest;
			return cwd;
		},
		set,
		enumerable: true,
		configurable: true
	});
	if (isFirst) set(cwd);
}
