/** What a repository depends on, installed by npm in a sandbox: from its lock file where it has one. */
import { CodedError } from '#model/coded-error.ts';
import type { Tree, TreeFile } from '#model/tree.ts';
import { manifestOf } from '#repo/import/detect.ts';
import { digestOf, mergedTree } from '#repo/pack-of.ts';
import { blobIdOf } from '#sandbox/blobs.ts';
import type { Layer, Sandbox } from '#sandbox/sandbox.ts';
import { encodeTree } from '#sandbox/snapshot.ts';
import type { HostName, Parts, TaskPack } from './parts.ts';

export type Watch = { host: HostName; signal: AbortSignal; onProgress: (text: string) => void };
type Needing = { name: string; tree: Tree };

const MODULES = 'node_modules/';

/** A tree without its node_modules, and what stands in that folder. */
export function divided(tree: Tree): { own: Map<string, TreeFile>; environment: Map<string, TreeFile> } {
	const own = new Map<string, TreeFile>();
	const environment = new Map<string, TreeFile>();
	for (const [path, file] of tree)
		if (path.startsWith(MODULES)) environment.set(path.slice(MODULES.length), file);
		else own.set(path, file);
	return { own, environment };
}

export async function withSandbox<T>(
	parts: Parts,
	{ host, signal, onProgress }: Watch,
	work: (sandbox: Sandbox) => Promise<T>
): Promise<T> {
	onProgress('Starting a sandbox');
	const sandbox = await parts.openSandbox({ host, signal, onProgress });
	try {
		return await work(sandbox);
	} finally {
		await sandbox.close();
	}
}

/** A task whose repository names dependencies and brings none, with what npm installs; any other as it is. */
export async function equipped(parts: Parts, pack: TaskPack, watch: Watch): Promise<TaskPack> {
	const tree = mergedTree(pack.base, 'repo');
	if (pack.base.some(({ role }) => role === 'environment') || !tree.has('package.json')) return pack;
	const whole = await install(parts, { name: pack.task.id, tree }, watch);
	if (whole === tree) return pack;
	const snapshot = encodeTree(divided(whole).environment);
	const environment: Layer = {
		id: await blobIdOf(snapshot),
		mountPoint: 'node_modules',
		role: 'environment',
		snapshot
	};
	const changed = { ...pack, base: [environment, ...pack.base] };
	return { ...changed, digest: await digestOf(changed) };
}

/** The tree with what its lock file names; as it is where nothing is needed or it brought its own. */
export async function install(parts: Parts, repo: Needing, watch: Watch): Promise<Tree> {
	const { dependencies = {}, devDependencies = {} } = manifestOf(repo.tree, `"${repo.name}"`);
	const wanted = Object.keys({ ...dependencies, ...devDependencies });
	if (wanted.length === 0 || divided(repo.tree).environment.size > 0) return repo.tree;
	const locked = repo.tree.has('package-lock.json') || repo.tree.has('npm-shrinkwrap.json');
	const command = locked ? 'npm ci' : 'npm install';
	return withSandbox(parts, watch, async (sandbox) => {
		await sandbox.mount([{ id: 'repo', mountPoint: '', role: 'repo', snapshot: encodeTree(repo.tree) }]);
		watch.onProgress(
			locked ? 'Installing from the lock file (npm ci)' : 'Installing without a lock file (npm install)'
		);
		const done = await sandbox.run(command, {
			signal: watch.signal,
			onOutput: (text) => watch.onProgress(`${command}: ${text.trim().split('\n').at(-1) ?? ''}`)
		});
		if (done.exitCode !== 0)
			throw new CodedError(
				'E_INSTALL',
				`Cannot install what "${repo.name}" needs: ${command} says "${reasonIn(done.output)}"; drop its folder with node_modules here instead`
			);
		return installed(sandbox, repo.tree);
	});
}

/** What npm says went wrong, without its codes; of a lock file that does not fit package.json, the first package. */
function reasonIn(output: string): string {
	const lines = [...output.matchAll(/^npm error (?!code |errno |syscall |path |A complete log)(\S.*)$/gm)];
	const reasons = lines.map(([, reason = '']) => reason.trim());
	const apart = reasons.find((reason) => /^(Missing|Invalid): /.test(reason));
	if (apart) return `package.json and the lock file are not in sync: ${apart}`;
	return reasons[0] ?? output.trim().slice(-200);
}

/** The repository with the node_modules that stand in the sandbox now. */
async function installed(sandbox: Sandbox, tree: Tree): Promise<Tree> {
	const files = new Map(tree);
	const { output } = await sandbox.run(`node -e '${LIST}'`);
	for (const [path, target] of JSON.parse(output) as [string, string | null][])
		files.set(path, target === null ? { bytes: await sandbox.read(path) } : { symlink: target });
	return files;
}

/** Prints [path, target of a link or null] of everything in node_modules. */
const LIST = `
const { readdirSync, readlinkSync } = require("fs");
const all = [];
for (const entry of readdirSync("node_modules", { recursive: true, withFileTypes: true })) {
	const path = entry.parentPath + "/" + entry.name;
	if (!entry.isDirectory()) all.push([path, entry.isSymbolicLink() ? readlinkSync(path) : null]);
}
console.log(JSON.stringify(all));`;
