/** Chunk: just-bash's commands over our files. Loaded by commands/heavy.ts when one of them is first used. */
import { Bash } from 'just-bash';
import { CodedError } from '../wire/coded-error.ts';
import { bytesOf, textOf, type CommandContext } from './system.ts';

export type RunHeavy = (
	context: CommandContext,
	stdin: string
) => Promise<{ stdout: string | Uint8Array; stderr: string; exitCode: number }>;

type BashOptions = NonNullable<ConstructorParameters<typeof Bash>[0]>;
type BashFiles = NonNullable<BashOptions['fs']>;

const latin1 = (bytes: Uint8Array) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');

// eslint-disable-next-line max-lines-per-function -- a list of short functions that share one context
function filesOf({ system: { files, sync } }: CommandContext): BashFiles {
	const named = async <T>(path: string, work: () => T): Promise<T> => {
		try {
			return work();
		} catch (error) {
			if (error instanceof CodedError)
				throw new Error(`${error.code}: no such file or directory, '${path}'`, { cause: error });
			throw error;
		}
	};
	const encodingOf = (options: unknown) =>
		typeof options === 'string' ? options : (options as { encoding?: string } | undefined)?.encoding;
	const contents = (data: string | Uint8Array, options: unknown) =>
		typeof data === 'string' && /^(latin1|binary)$/.test(encodingOf(options) ?? '')
			? Uint8Array.from(data, (char) => char.charCodeAt(0))
			: bytesOf(data);
	const stat = (path: string, follow: boolean) => {
		const found = files.stat(files.lookup(path, follow));
		return {
			isFile: found.kind === 'file',
			isDirectory: found.kind === 'directory',
			isSymbolicLink: found.kind === 'symlink',
			mode: found.mode & 0o7777,
			size: found.size,
			mtime: new Date(found.modified)
		};
	};
	const read = (path: string) => files.readFile(files.lookup(path, true));
	return {
		readFile: (path: string, options?: unknown) =>
			named(path, () =>
				/^(latin1|binary)$/.test(encodingOf(options) ?? '') ? latin1(read(path)) : textOf(read(path))
			),
		readFileBuffer: (path: string) => named(path, () => read(path)),
		writeFile: (path: string, data: string | Uint8Array, options?: unknown) =>
			named(path, () => sync.writeFile(path, contents(data, options), 0o1101, 0o644)),
		appendFile: (path: string, data: string | Uint8Array, options?: unknown) =>
			named(path, () => sync.writeFile(path, contents(data, options), 0o2101, 0o644)),
		exists: async (path: string) => files.find(path, true) !== 0,
		stat: (path: string) => named(path, () => stat(path, true)),
		lstat: (path: string) => named(path, () => stat(path, false)),
		mkdir: (path: string, options?: { recursive?: boolean }) =>
			named(path, () => void sync.mkdir(path, 0o755, options?.recursive ?? false)),
		readdir: (path: string) =>
			named(path, () => files.list(files.lookup(path, true)).map(({ name }) => name)),
		readdirWithFileTypes: (path: string) =>
			named(path, () =>
				files.list(files.lookup(path, true)).map(({ name, kind }) => ({
					name,
					isFile: kind === 'file',
					isDirectory: kind === 'directory',
					isSymbolicLink: kind === 'symlink'
				}))
			),
		rm: (path: string, options?: { force?: boolean }) =>
			named(path, () => (options?.force && !files.find(path, false) ? undefined : sync.removeTree(path))),
		cp: (from: string, to: string) => named(from, () => sync.copyFile(from, to, false)),
		mv: (from: string, to: string) => named(from, () => sync.rename(from, to)),
		resolvePath: (base: string, path: string) => normal(path.startsWith('/') ? path : `${base}/${path}`),
		getAllPaths: () => [],
		chmod: (path: string, mode: number) => named(path, () => sync.setMode(files.lookup(path, true), mode)),
		symlink: (target: string, path: string) => named(path, () => sync.symlink(target, path)),
		link: (existing: string, path: string) => named(path, () => sync.link(existing, path)),
		readlink: (path: string) => named(path, () => files.readlink(files.lookup(path, false))),
		realpath: (path: string) => named(path, () => files.realpath(path)),
		utimes: (path: string, accessed: Date, modified: Date) =>
			named(path, () => sync.setTimes(files.lookup(path, true), accessed.getTime(), modified.getTime()))
	} as unknown as BashFiles;
}

function normal(path: string): string {
	const parts: string[] = [];
	for (const part of path.split('/')) {
		if (part === '..') parts.pop();
		else if (part !== '' && part !== '.') parts.push(part);
	}
	return `/${parts.join('/')}`;
}

const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

export const runHeavy: RunHeavy = async (context, stdin) => {
	const bash = new Bash({
		fs: filesOf(context),
		cwd: context.cwd,
		env: context.env,
		defenseInDepth: false
	} as BashOptions);
	const command = [context.name, ...context.args].map(quote).join(' ');
	const { stdout, stderr, exitCode } = await bash.exec(command, { stdin, cwd: context.cwd });
	return { stdout, stderr, exitCode };
};
