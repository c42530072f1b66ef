/** The sandbox contract over this machine's Node in a temporary directory: for tests and task authoring, never in the page. */
import { spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CodedError } from '#model/coded-error.ts';
import type { Patch } from '#model/patch.ts';
import type { BlobId, TreeFile } from '#model/tree.ts';
import { Blobs } from './blobs.ts';
import { difference, fileIds, type FileIds } from './files.ts';
import { normalPath } from './paths.ts';
import type { CommandResult, Layer, RunOptions, Sandbox, Snapshot } from './sandbox.ts';
import { decodeTree } from './snapshot.ts';

/** Of one process: an endless loop ends also when who started it was ended before. */
const CPU_SECONDS = 300;

/** Process groups that run: none outlives this process, where it ends by itself. */
const groups = new Set<number>();
process.once('exit', () => {
	for (const group of groups)
		try {
			process.kill(-group, 'SIGKILL');
		} catch {
			continue; // it just ended
		}
});

export async function openNativeSandbox(): Promise<Sandbox> {
	return new NativeSandbox(await mkdtemp(join(tmpdir(), 'tabgym-native-')));
}

class NativeSandbox implements Sandbox {
	readonly #root: string;
	readonly #blobs = new Blobs();
	#base: FileIds = new Map();

	constructor(root: string) {
		this.#root = root;
	}

	async describeHost(): Promise<string> {
		return `native, Node ${process.version}`;
	}

	async mount(layers: readonly Layer[]): Promise<void> {
		await rm(this.#root, { recursive: true, force: true });
		await mkdir(this.#root, { recursive: true });
		const repo = new Map<string, TreeFile>();
		for (const { mountPoint, role, snapshot } of layers) {
			for (const [path, file] of decodeTree(snapshot)) {
				const target = normalPath(mountPoint ? `${mountPoint}/${path}` : path);
				await place(join(this.#root, target), file);
				if (role === 'repo') repo.set(target, file);
			}
		}
		this.#base = await fileIds(repo, this.#blobs, () => true);
	}

	async run(command: string, options: RunOptions = {}): Promise<CommandResult> {
		options.signal?.throwIfAborted();
		const started = performance.now();
		const child = spawn('sh', ['-c', `ulimit -t ${CPU_SECONDS}\n${command}`], {
			cwd: join(this.#root, options.cwd ?? ''),
			env: { ...process.env, NODE_OPTIONS: '', ...options.env },
			detached: true,
			stdio: ['ignore', 'pipe', 'pipe']
		});
		const kill = () => {
			if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
		};
		const { pid } = child;
		if (pid !== undefined) groups.add(pid);
		let output = '';
		for (const stream of [child.stdout, child.stderr]) {
			stream.setEncoding('utf8').on('data', (text: string) => {
				output += text;
				options.onOutput?.(text);
			});
		}
		let timedOut = false;
		const timer = options.timeout
			? setTimeout(() => {
					timedOut = true;
					kill();
				}, options.timeout)
			: undefined;
		options.signal?.addEventListener('abort', kill);
		const exitCode = await new Promise<number>((resolve, reject) => {
			child.on('error', reject);
			child.on('close', (code) => resolve(code ?? 137));
		});
		if (pid !== undefined) groups.delete(pid);
		clearTimeout(timer);
		options.signal?.removeEventListener('abort', kill);
		options.signal?.throwIfAborted();
		return { output, exitCode, timedOut, duration: performance.now() - started };
	}

	async read(path: string): Promise<Uint8Array> {
		try {
			return new Uint8Array(await readFile(join(this.#root, normalPath(path))));
		} catch (error) {
			if (error instanceof CodedError) throw error;
			throw new CodedError('ENOENT', `Cannot read "${path}": ENOENT: no such file or directory`);
		}
	}

	async write(path: string, content: Uint8Array | string): Promise<void> {
		const target = join(this.#root, normalPath(path));
		await mkdir(dirname(target), { recursive: true });
		await writeFile(target, content);
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
			if (after === null) await rm(join(this.#root, path));
			else await this.write(path, this.#blobs.get(after));
		}
	}

	async close(): Promise<void> {
		await rm(this.#root, { recursive: true, force: true });
	}

	async #ids(): Promise<FileIds> {
		const tree = new Map<string, TreeFile>();
		await collect(this.#root, '', tree);
		return fileIds(tree, this.#blobs, () => true);
	}
}

async function place(target: string, file: TreeFile): Promise<void> {
	await mkdir(dirname(target), { recursive: true });
	if ('symlink' in file) return symlink(file.symlink, target);
	await writeFile(target, file.bytes);
	if (file.executable) await chmod(target, 0o755);
}

async function collect(root: string, prefix: string, into: Map<string, TreeFile>): Promise<void> {
	for (const entry of await readdir(join(root, prefix), { withFileTypes: true })) {
		const path = prefix + entry.name;
		if (entry.name === 'node_modules' || entry.name === '.git') continue;
		if (entry.isDirectory()) await collect(root, `${path}/`, into);
		else if (entry.isSymbolicLink()) into.set(path, { symlink: await readlink(join(root, path)) });
		else into.set(path, { bytes: new Uint8Array(await readFile(join(root, path))) });
	}
}
