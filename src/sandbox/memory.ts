/** A sandbox that is a plain map of files: for tests of what stands on the contract. Commands are answered by a function. */
import { CodedError } from '#model/coded-error.ts';
import type { Patch } from '#model/patch.ts';
import type { BlobId, TreeFile } from '#model/tree.ts';
import { Blobs } from './blobs.ts';
import { difference, fileIds, type FileIds } from './files.ts';
import { normalPath } from './paths.ts';
import type { CommandResult, Layer, RunOptions, Sandbox, Snapshot } from './sandbox.ts';
import { decodeTree } from './snapshot.ts';

/** Answers a command; may read and change the files. */
export type Answer = (
	command: string,
	files: Map<string, Uint8Array>,
	options: RunOptions
) => Promise<{ output: string; exitCode: number }> | { output: string; exitCode: number };

export class MemorySandbox implements Sandbox {
	readonly #answer: Answer;
	readonly #blobs = new Blobs();
	readonly #files = new Map<string, Uint8Array>();
	#base: FileIds = new Map();

	constructor(answer: Answer = (command) => ({ output: `sh: 1: ${command}: not found\n`, exitCode: 127 })) {
		this.#answer = answer;
	}

	async describeHost(): Promise<string> {
		return 'memory';
	}

	async mount(layers: readonly Layer[]): Promise<void> {
		this.#files.clear();
		const repo = new Map<string, TreeFile>();
		for (const { mountPoint, role, snapshot } of layers) {
			for (const [path, file] of decodeTree(snapshot)) {
				const target = normalPath(mountPoint ? `${mountPoint}/${path}` : path);
				if (!('bytes' in file)) continue;
				this.#files.set(target, file.bytes);
				if (role === 'repo') repo.set(target, file);
			}
		}
		this.#base = await fileIds(repo, this.#blobs, () => true);
	}

	async run(command: string, options: RunOptions = {}): Promise<CommandResult> {
		options.signal?.throwIfAborted();
		const { output, exitCode } = await this.#answer(command, this.#files, options);
		options.onOutput?.(output);
		return { output, exitCode, timedOut: false, duration: 0 };
	}

	async read(path: string): Promise<Uint8Array> {
		const bytes = this.#files.get(normalPath(path));
		if (!bytes) throw new CodedError('ENOENT', `Cannot read "${path}": ENOENT: no such file or directory`);
		return bytes;
	}

	async write(path: string, content: Uint8Array | string): Promise<void> {
		this.#files.set(
			normalPath(path),
			typeof content === 'string' ? new TextEncoder().encode(content) : content
		);
	}

	async changes(): Promise<Patch> {
		return difference(this.#base, await this.#ids());
	}

	async blob(id: BlobId): Promise<Uint8Array> {
		return this.#blobs.get(id);
	}

	async snapshot(): Promise<Snapshot> {
		return { files: await this.#ids() };
	}

	async restore(snapshot: Snapshot): Promise<void> {
		for (const { path, after } of difference(await this.#ids(), snapshot.files)) {
			if (after === null) this.#files.delete(path);
			else this.#files.set(path, this.#blobs.get(after));
		}
	}

	async close(): Promise<void> {}

	#ids(): Promise<FileIds> {
		const tree = new Map([...this.#files].map(([path, bytes]) => [path, { bytes }]));
		return fileIds(tree, this.#blobs, (path) => !path.split('/').includes('node_modules'));
	}
}
