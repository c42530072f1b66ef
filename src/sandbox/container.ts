/** The sandbox contract over @webcontainer/api, whichever host answers it. */
import type { WebContainer, WebContainerProcess } from '@webcontainer/api';
import { CodedError } from '#model/coded-error.ts';
import type { Patch } from '#model/patch.ts';
import type { BlobId, Tree } from '#model/tree.ts';
import { Blobs } from './blobs.ts';
import { fromHost } from './errors.ts';
import { difference, fileIds, type FileIds } from './files.ts';
import { collectOutput } from './output.ts';
import { folderOf, normalPath } from './paths.ts';
import type { CommandResult, Layer, RunOptions, Sandbox, Snapshot } from './sandbox.ts';
import { decodeTree } from './snapshot.ts';

/** Never part of changes(): what package managers and tools put there is not the agent's work. */
const NOT_OURS = ['**/node_modules', '**/.git'];

export class Container implements Sandbox {
	readonly #hostName: string;
	#node: Promise<string> | null = null;
	readonly #container: WebContainer;
	readonly #blobs = new Blobs();
	#layers: readonly Layer[] = [];
	#base: Promise<FileIds> | null = null;
	#running = new Set<WebContainerProcess>();
	#closed = false;

	/** Takes over a booted container. */
	constructor(container: WebContainer, hostName: string) {
		this.#container = container;
		this.#hostName = hostName;
	}

	async describeHost(): Promise<string> {
		this.#node ??= this.run('node --version').then(({ output }) => output.trim());
		return `${this.#hostName}, Node ${await this.#node}`;
	}

	async mount(layers: readonly Layer[]): Promise<void> {
		this.#assertOpen();
		const { fs } = this.#container;
		for (const name of await fs.readdir('.')) await fs.rm(name, { recursive: true, force: true });
		for (const { mountPoint, snapshot } of layers) {
			if (mountPoint) await fs.mkdir(normalPath(mountPoint), { recursive: true });
			// The client transfers what it is given, and a layer must outlive its first mount; and the bytes may be of another page's realm.
			const copy = new Uint8Array(snapshot);
			await this.#container
				.mount(copy, mountPoint ? { mountPoint: normalPath(mountPoint) } : undefined)
				.catch((error: unknown) =>
					Promise.reject(fromHost(error, `mount a layer at "${mountPoint || '.'}"`))
				);
		}
		this.#layers = layers;
		this.#base = null;
	}

	async run(command: string, options: RunOptions = {}): Promise<CommandResult> {
		this.#assertOpen();
		options.signal?.throwIfAborted();
		const started = performance.now();
		const child = await this.#container.spawn('jsh', ['-c', command], {
			env: options.env ?? {},
			...(options.cwd ? { cwd: normalPath(options.cwd) } : {})
		});
		this.#running.add(child);
		let timedOut = false;
		const kill = () => child.kill();
		const timer = options.timeout
			? setTimeout(() => {
					timedOut = true;
					kill();
				}, options.timeout)
			: undefined;
		options.signal?.addEventListener('abort', kill);
		// It may have been aborted while the process was being made.
		if (options.signal?.aborted) kill();
		try {
			const { output, exitCode } = await collectOutput(child, options.onOutput);
			options.signal?.throwIfAborted();
			return { output, exitCode, timedOut, duration: performance.now() - started };
		} finally {
			clearTimeout(timer);
			options.signal?.removeEventListener('abort', kill);
			this.#running.delete(child);
		}
	}

	async read(path: string): Promise<Uint8Array> {
		this.#assertOpen();
		return this.#container.fs
			.readFile(normalPath(path))
			.catch((error: unknown) => Promise.reject(fromHost(error, `read "${path}"`)));
	}

	async write(path: string, content: Uint8Array | string): Promise<void> {
		this.#assertOpen();
		const target = normalPath(path);
		const folder = folderOf(target);
		try {
			if (folder) await this.#container.fs.mkdir(folder, { recursive: true });
			await this.#container.fs.writeFile(
				target,
				typeof content === 'string' ? content : new Uint8Array(content)
			);
		} catch (error) {
			throw fromHost(error, `write "${path}"`);
		}
	}

	async changes(): Promise<Patch> {
		return difference(await this.#baseFiles(), await this.#files());
	}

	async blob(id: BlobId): Promise<Uint8Array> {
		return this.#blobs.get(id);
	}

	async snapshot(): Promise<Snapshot> {
		return { files: await this.#files() };
	}

	async restore(snapshot: Snapshot): Promise<void> {
		for (const { path, after } of difference(await this.#files(), snapshot.files)) {
			if (after === null) await this.#container.fs.rm(path, { force: true });
			else await this.write(path, this.#blobs.get(after));
		}
	}

	async close(): Promise<void> {
		if (this.#closed) return;
		this.#closed = true;
		for (const child of this.#running) child.kill();
		this.#container.teardown();
	}

	/** The repository as mounted: repo layers over one another. */
	#baseFiles(): Promise<FileIds> {
		return (this.#base ??= (async () => {
			const tree = new Map<string, NonNullable<ReturnType<Tree['get']>>>();
			for (const layer of this.#layers) {
				if (layer.role !== 'repo') continue;
				const prefix = layer.mountPoint ? `${normalPath(layer.mountPoint)}/` : '';
				for (const [path, file] of decodeTree(layer.snapshot)) tree.set(prefix + path, file);
			}
			return fileIds(tree, this.#blobs, isOurs);
		})());
	}

	async #files(): Promise<FileIds> {
		this.#assertOpen();
		const bytes = await this.#container.export('.', { format: 'binary', excludes: NOT_OURS });
		return fileIds(decodeTree(bytes), this.#blobs, isOurs);
	}

	#assertOpen(): void {
		if (this.#closed) throw new CodedError('E_CLOSED', 'Cannot use the sandbox: it is closed');
	}
}

function isOurs(path: string): boolean {
	return !/(^|\/)(node_modules|\.git)(\/|$)/.test(path);
}
