/** A tree of files at one moment: what a repository, an environment or a step of a run looks like. */

/** SHA-256 of a file's bytes, hex. */
export type BlobId = string;
export type TreeFile = { bytes: Uint8Array; executable?: boolean } | { symlink: string };
/** Path below the root, with "/" and without a leading one -> file. Directories are implied. */
export type Tree = ReadonlyMap<string, TreeFile>;
