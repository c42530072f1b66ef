import type { BlobId } from './tree.ts';

/** One file before and after. `null` = it does not exist. */
export type FileChange = { path: string; before: BlobId | null; after: BlobId | null };
/** The files that changed, in path order. A unified diff is a rendering of it. */
export type Patch = readonly FileChange[];
