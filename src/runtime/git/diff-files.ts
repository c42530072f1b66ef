/** Two files or folders that are in no repository: git diff --no-index. */
import { changesBetween, type Contents, type FileChange } from './changes.ts';
import { idOf } from './objects.ts';
import type { Leaves } from './repository.ts';
import { bytesOf, GitError, type GitContext } from './system.ts';

export function diffFiles(
	context: GitContext,
	one: string,
	other: string,
	show: (changes: FileChange[], contents: Contents) => string
): number {
	const { files, cwd } = context;
	const at = (path: string) => (path.startsWith('/') ? path : `${cwd}/${path}`);
	const read = (path: string) =>
		files.lstat(path)?.kind === 'symlink' ? bytesOf(files.readlink(path)) : files.read(path);
	const stored = new Map<string, Uint8Array>();
	const collect = (root: string, path: string, into: Leaves) => {
		const full = path ? `${root}/${path}` : root;
		const facts = files.lstat(full);
		if (!facts) throw new GitError(`error: Could not access '${root}'`, 1);
		if (facts.kind === 'directory')
			for (const name of files.list(full)) collect(root, path ? `${path}/${name}` : name, into);
		else {
			const bytes = read(full);
			const id = idOf('blob', bytes);
			stored.set(id, bytes);
			into.set(path, {
				id,
				mode: facts.kind === 'symlink' ? '120000' : facts.mode & 0o100 ? '100755' : '100644'
			});
		}
		return into;
	};
	const [before, after] = [collect(at(one), '', new Map()), collect(at(other), '', new Map())];
	const contents: Contents = ({ id }) => stored.get(id) ?? new Uint8Array();
	const named = changesBetween(before, after).map((change) => {
		const name = (root: string) =>
			(change.path ? `${root.replace(/\/$/, '')}/${change.path}` : root).replace(/^\//, '');
		return {
			...change,
			from: change.before ? name(one) : name(other),
			path: change.after ? name(other) : name(one)
		};
	});
	context.out(show(named, contents));
	return named.length > 0 ? 1 : 0;
}
