/** .gitignore and .git/info/exclude. https://git-scm.com/docs/gitignore */
import { textOf, type GitFiles } from './system.ts';

type Rule = { pattern: RegExp; negated: boolean; onlyFolders: boolean };

export function globSource(glob: string): string {
	let source = '';
	for (let at = 0; at < glob.length; at++) {
		const char = glob[at] ?? '';
		if (glob.startsWith('**/', at)) {
			source += '(?:.*/)?';
			at += 2;
		} else if (glob.startsWith('/**', at) && at + 3 === glob.length) {
			source += '/.*';
			at += 2;
		} else if (glob.startsWith('**', at)) {
			source += '.*';
			at++;
		} else if (char === '*') source += '[^/]*';
		else if (char === '?') source += '[^/]';
		else if (char === '[' && glob.includes(']', at + 2)) {
			const end = glob.indexOf(']', at + 2);
			source += `[${glob
				.slice(at + 1, end)
				.replace(/^!/, '^')
				.replaceAll('\\', '\\\\')}]`;
			at = end;
		} else if (char === '\\') source += `\\${glob[++at] ?? '\\'}`;
		else source += char.replace(/[\\^$.|+()[\]{}]/, '\\$&');
	}
	return source;
}

function ruleOf(line: string): Rule | null {
	let text = line.replace(/\r$/, '').replace(/(?<!\\)\s+$/, '');
	if (text === '' || text.startsWith('#')) return null;
	const negated = text.startsWith('!');
	if (negated) text = text.slice(1);
	const onlyFolders = text.endsWith('/');
	if (onlyFolders) text = text.slice(0, -1);
	const anchored = text.includes('/');
	const glob = text.replace(/^\//, '');
	const source = globSource(glob);
	return { pattern: new RegExp(`^${anchored ? '' : '(?:.*/)?'}${source}$`, 's'), negated, onlyFolders };
}

/** Rules of a repository, read where they are met. */
export class Ignores {
	readonly #files: GitFiles;
	readonly #root: string;
	readonly #rules = new Map<string, Rule[]>();
	readonly #exclude: Rule[];

	constructor(files: GitFiles, root: string) {
		this.#files = files;
		this.#root = root;
		this.#exclude = this.#load(`${root}/.git/info/exclude`);
	}

	#load(path: string): Rule[] {
		if (this.#files.lstat(path)?.kind !== 'file') return [];
		return textOf(this.#files.read(path))
			.split('\n')
			.map(ruleOf)
			.filter((rule) => rule !== null);
	}

	#of(folder: string): Rule[] {
		const known = this.#rules.get(folder);
		if (known) return known;
		const rules = this.#load(`${this.#root}/${folder ? `${folder}/` : ''}.gitignore`);
		this.#rules.set(folder, rules);
		return rules;
	}

	/** Whether this very path is ignored; what lies in an ignored folder is the caller's to leave out. The nearest rules count first. */
	has(path: string, isFolder: boolean): boolean {
		const parts = path.split('/');
		for (let depth = parts.length - 1; depth >= -1; depth--) {
			const rules = depth < 0 ? this.#exclude : this.#of(parts.slice(0, depth).join('/'));
			const relative = depth < 0 ? path : parts.slice(depth).join('/');
			const rule = rules.findLast(
				({ pattern, onlyFolders }) => (isFolder || !onlyFolders) && pattern.test(relative)
			);
			if (rule) return !rule.negated;
		}
		return false;
	}

	/** The same for a path and all folders that lead to it. */
	covers(path: string, isFolder: boolean): boolean {
		const parts = path.split('/');
		for (let depth = 1; depth < parts.length; depth++)
			if (this.has(parts.slice(0, depth).join('/'), true)) return true;
		return this.has(path, isFolder);
	}
}
