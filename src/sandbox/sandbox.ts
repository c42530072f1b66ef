/** One booted runtime with one repository mounted. The app never sees anything below this interface. */
import type { Patch } from '#model/patch.ts';
import type { BlobId } from '#model/tree.ts';

/** A read-only tree to stand on. Layers are mounted in order; a later one wins where both have a path. */
export type Layer = {
	/** SHA-256 of `snapshot`, hex. */
	id: string;
	/** Where it goes, relative to the working directory; "" = there. */
	mountPoint: string;
	/** msgpack tree, as @webcontainer/snapshot writes it: see sandbox/snapshot.ts. */
	snapshot: Uint8Array;
	/** 'environment' layers are not part of changes(): nobody edits node_modules. */
	role: 'environment' | 'repo';
};

export type RunOptions = {
	signal?: AbortSignal;
	/** Chunks as they come, both streams merged. */
	onOutput?: (text: string) => void;
	/** Milliseconds; the command is killed and `timedOut` set. 0 or absent = no limit. */
	timeout?: number;
	env?: Record<string, string>;
	/** Relative to the working directory. */
	cwd?: string;
};

export type CommandResult = {
	/** Both streams, in order of arrival. */
	output: string;
	exitCode: number;
	timedOut: boolean;
	/** Milliseconds. */
	duration: number;
};

/** The working directory's files at one moment, without the environment layers. Opaque; costs what changed. */
export type Snapshot = { readonly files: ReadonlyMap<string, BlobId> };

/** Paths are relative to the working directory. Refusals are CodedError (errors.ts). */
export interface Sandbox {
	/** Which host this is and its Node, for records: "embedded, Node v22.23.3". Asked of the host at the first call. */
	describeHost(): Promise<string>;
	/** Replaces everything in the working directory. */
	mount(layers: readonly Layer[]): Promise<void>;
	/** Runs a shell command. A non-zero exit code is a result, not an error. */
	run(command: string, options?: RunOptions): Promise<CommandResult>;
	read(path: string): Promise<Uint8Array>;
	write(path: string, content: Uint8Array | string): Promise<void>;
	/** What differs from the mounted layers, with the contents named in it available from `blob`. */
	changes(): Promise<Patch>;
	/** Bytes of a blob that changes() or snapshot() named. */
	blob(id: BlobId): Promise<Uint8Array>;
	snapshot(): Promise<Snapshot>;
	restore(snapshot: Snapshot): Promise<void>;
	close(): Promise<void>;
}
