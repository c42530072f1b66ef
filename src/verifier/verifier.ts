/** Who judges: a verdict comes only from running the task's tests on the patched repository in a fresh sandbox. */
import type { Patch } from '#model/patch.ts';
import type { BlobId } from '#model/tree.ts';
import type { Task } from '#model/task.ts';
import type { Verdict } from '#model/verdict.ts';
import type { Layer, Sandbox } from '#sandbox/sandbox.ts';

export type JudgeInput = {
	task: Task;
	/** Base repository and environment, as the agent got them. */
	base: readonly Layer[];
	/** The pristine hidden tests, laid over the patched tree. */
	hiddenTests: Layer;
	/** Test files that the fixed version no longer has. */
	deletedTests: readonly string[];
	patch: Patch;
	/** Contents named in `patch`. */
	blob: (id: BlobId) => Promise<Uint8Array>;
	/** Fresh: nobody else has used it. */
	sandbox: Sandbox;
	signal: AbortSignal;
	onProgress?: (text: string) => void;
};

export type JudgePatch = (input: JudgeInput) => Promise<Verdict>;
