import type { WebContainerProcess } from '@webcontainer/api';

/** Characters kept of one command's output; the beginning is dropped first. */
const OUTPUT_LIMIT = 4_000_000;
/** StackBlitz's host may keep the stream open, and send a last chunk, after the exit. Milliseconds. */
const GRACE = 250;

/** Reads a process to its end. */
export async function collectOutput(
	child: WebContainerProcess,
	onOutput: ((text: string) => void) | undefined
): Promise<{ output: string; exitCode: number }> {
	let output = '';
	const reader = child.output.getReader();
	const drained = (async () => {
		for (;;) {
			const { done, value } = await reader.read();
			if (done) return;
			output += value;
			if (output.length > 2 * OUTPUT_LIMIT) output = output.slice(-OUTPUT_LIMIT);
			onOutput?.(value);
		}
	})();
	const exitCode = await child.exit;
	await Promise.race([drained, new Promise((resolve) => setTimeout(resolve, GRACE))]);
	return { output: output.slice(-OUTPUT_LIMIT), exitCode };
}
