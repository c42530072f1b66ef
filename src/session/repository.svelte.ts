/** The repository at the moment of a run that is shown, and what breakpoints and watches are told beside the run. */
import type { Surroundings } from '#debugger/moment.ts';
import type { Run } from '#model/run.ts';
import type { BlobId, Tree } from '#model/tree.ts';
import { baseTree, listFiles, readSides, type FileEntry, type FileSides } from './files.ts';
import type { Heat } from './heat.svelte.ts';
import { suspiciousFiles } from './looks.ts';
import type { HostName, Parts, TaskPack } from './parts.ts';
import type { Replay } from './replay.svelte.ts';

/** A run as far as its files are looked at. */
type Looked = { readonly parts: Parts; readonly pack: TaskPack | null; readonly replay: Replay };

export class Repository {
	readonly #of: Looked;
	readonly #heat: Heat;
	readonly #tree: Tree = $derived.by(() => baseTree(this.#of.pack?.base ?? []));
	readonly #files = $derived.by(() => listFiles(this.#tree, this.#of.replay.calm.changes));

	constructor(of: Looked, heat: Heat) {
		this.#of = of;
		this.#heat = heat;
	}

	get files(): readonly FileEntry[] {
		return this.#files;
	}

	/** A file before the run and at the moment shown, or at that of another run. */
	async read(path: string, run: Run = this.#of.replay.run): Promise<FileSides> {
		const change = run.changes.find((one) => one.path === path);
		return readSides(path, this.#tree, change, (id) => this.blob(id));
	}

	async blob(id: BlobId): Promise<Uint8Array> {
		return (await this.#of.parts.store()).blobs.get(id);
	}

	/** The suspicious files only where asked for: that takes seconds. */
	async surroundings(run: Run, withHeat: boolean, host: HostName): Promise<Surroundings> {
		const { pack } = this.#of;
		return {
			testFiles: pack?.task.testFiles ?? [],
			suspicious: withHeat && pack ? suspiciousFiles(await this.#heat.of(host)) : [],
			read: async (path) => (await this.read(path, run)).after
		};
	}
}
