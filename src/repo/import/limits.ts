/** What an imported tree may be: paths that stay inside, and sizes that a tab can hold. Refusals are one sentence. */
import { CodedError } from '#model/coded-error.ts';
import type { Tree, TreeFile } from '#model/tree.ts';

/** Bytes of one repository, unpacked, and of one file; files in it. */
export const limits = { bytes: 100e6, file: 20e6, files: 20_000 };

const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;

export function refuse(what: string, why: string, code = 'E_IMPORT'): never {
	throw new CodedError(code, `Cannot import ${what}: ${why}`);
}

/** Collects files, checking each; what breaks a rule ends the import and nothing is kept. */
export class TreeBuilder {
	readonly #what: string;
	readonly #files = new Map<string, TreeFile>();
	#bytes = 0;

	/** `what` is how refusals name the import: 'archive "a.zip"'. */
	constructor(what: string) {
		this.#what = what;
	}

	/** Says no before the bytes are unpacked, where their number is known. */
	expect(path: string, bytes: number): void {
		if (bytes > limits.file)
			refuse(
				this.#what,
				`"${path}" has ${megabytes(bytes)} and the limit for a file is ${megabytes(limits.file)}`
			);
		if (this.#bytes + bytes > limits.bytes)
			refuse(this.#what, `it unpacks to more than ${megabytes(limits.bytes)}`);
		if (this.#files.size >= limits.files)
			refuse(this.#what, `it has more than ${limits.files.toLocaleString('en')} files`);
	}

	add(path: string, file: TreeFile): void {
		const clean = this.#inside(path);
		if (clean === '' || clean === '.git' || clean.startsWith('.git/')) return;
		if ('symlink' in file) this.#checkLink(clean, file.symlink);
		const bytes = 'bytes' in file ? file.bytes.length : 0;
		this.expect(clean, bytes);
		this.#bytes += bytes;
		this.#files.set(clean, file);
	}

	/** The tree; a single folder round everything is taken off ("package/" of npm, "owner-name-sha/" of GitHub). */
	finish({ strip = false }: { strip?: boolean } = {}): Tree {
		for (const path of this.#files.keys())
			for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1))
				if (this.#files.has(path.slice(0, at)))
					refuse(this.#what, `"${path.slice(0, at)}" is a file and a folder in it`);
		const paths = [...this.#files.keys()];
		if (paths.length === 0) refuse(this.#what, 'it holds no file');
		const [top] = (paths[0] ?? '').split('/');
		if (!strip || !paths.every((path) => path.startsWith(`${top}/`))) return this.#files;
		return new Map([...this.#files].map(([path, file]) => [path.slice((top ?? '').length + 1), file]));
	}

	#inside(path: string): string {
		const parts = path.replaceAll('\\', '/').split('/');
		if (path.startsWith('/') || /^[A-Za-z]:/.test(path) || parts.includes('..') || path.includes('\0'))
			refuse(this.#what, `the path "${path}" leads out of it`, 'E_HOSTILE_ARCHIVE');
		return parts.filter((part) => part !== '' && part !== '.').join('/');
	}

	#checkLink(path: string, target: string): void {
		const depth = target
			.split('/')
			.reduce(
				(at, part) => (at < 0 ? at : part === '..' ? at - 1 : part === '.' || part === '' ? at : at + 1),
				path.split('/').length - 1
			);
		if (target.startsWith('/') || depth < 0)
			refuse(this.#what, `the link "${path}" leads out of it, to "${target}"`, 'E_HOSTILE_ARCHIVE');
	}
}
