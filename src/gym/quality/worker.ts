/** ESLint beside the page: it makes functions of text, which the page's policy forbids. One message in, one out. */
import { findingsAdded, type LintFinding } from './findings.ts';
import type { ChangedFile } from './source.ts';

export type Findings = { findings: readonly LintFinding[] } | { problem: string };

addEventListener('message', ({ data }: MessageEvent<readonly ChangedFile[]>) => {
	const tell = (answer: Findings) => postMessage(answer);
	findingsAdded(data).then(
		(findings) => tell({ findings }),
		(error: unknown) => tell({ problem: error instanceof Error ? error.message : String(error) })
	);
});
