/** What ESLint says of changed files, asked in a worker of its own. */
import type { LintFinding } from '#gym/quality/findings.ts';
import type { ChangedFile } from '#gym/quality/source.ts';
import type { Findings } from '#gym/quality/worker.ts';

/** @throws what ESLint throws, and the signal's reason */
export function askFindings(
	files: readonly ChangedFile[],
	signal: AbortSignal
): Promise<readonly LintFinding[]> {
	const worker = new Worker(new URL('../gym/quality/worker.ts', import.meta.url), { type: 'module' });
	return new Promise<readonly LintFinding[]>((resolve, reject) => {
		signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
		worker.addEventListener('error', ({ message }) => reject(new Error(message || 'ESLint did not load')));
		worker.addEventListener('message', ({ data }: MessageEvent<Findings>) =>
			'findings' in data ? resolve(data.findings) : reject(new Error(data.problem))
		);
		worker.postMessage(files);
	}).finally(() => worker.terminate());
}
