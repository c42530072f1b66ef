/** The permission model: what a process that runs with --permission may do. src/permission of Node. https://nodejs.org/api/permissions.html */
import { coded } from './coded.ts';

/** By the name that a program asks for: the name in errors, and the option that allows it. */
const SCOPES = {
	fs: ['FileSystem', ''],
	'fs.read': ['FileSystemRead', '--allow-fs-read'],
	'fs.write': ['FileSystemWrite', '--allow-fs-write'],
	child: ['ChildProcess', '--allow-child-process'],
	worker: ['WorkerThreads', '--allow-worker'],
	wasi: ['WASI', '--allow-wasi'],
	inspector: ['Inspector', ''],
	addon: ['Addon', '--allow-addons']
} as const;

export type Scope = keyof typeof SCOPES;
type Options = Record<string, unknown>;

/** Files that were allowed, one list of options. */
class Grants {
	#all = false;
	readonly #files = new Set<string>();
	/** Everything whose path begins so. */
	readonly #beginnings: string[] = [];

	/** `path` is absolute; from its first * on it is open, and a folder is all that is in it. */
	add(path: string, isFolder: boolean): void {
		const star = path.indexOf('*');
		if (star >= 0) this.#beginnings.push(path.slice(0, star));
		else if (isFolder) this.#beginnings.push(path.endsWith('/') ? path : `${path}/`);
		else this.#files.add(path);
	}

	addAll(): void {
		this.#all = true;
	}

	get hasAll(): boolean {
		return this.#all;
	}

	has(path: string): boolean {
		return (
			this.#all ||
			this.#files.has(path) ||
			// A folder that is allowed may itself be looked at.
			this.#beginnings.some((beginning) => path.startsWith(beginning) || `${path}/` === beginning)
		);
	}
}

export class Permissions {
	isEnabled = false;
	/** What a thread is given besides the options: files that need none in this process. */
	readonly implied: string[] = [];
	readonly #granted = new Set<Scope>();
	readonly #reading = new Grants();
	readonly #writing = new Grants();
	readonly #absolute: (path: string) => string;
	readonly #isFolder: (path: string) => boolean;

	/** `absolute`: without "." and "..", but links are not followed. */
	constructor(absolute: (path: string) => string, isFolder: (path: string) => boolean) {
		this.#absolute = absolute;
		this.#isFolder = isFolder;
	}

	/** From here on only what the options allow, and to read the main script and what is loaded before it. */
	enable(options: Options, main: string | undefined): void {
		this.isEnabled = true;
		for (const scope of ['child', 'worker', 'wasi', 'addon'] as const)
			if (options[SCOPES[scope][1]] === true) this.#granted.add(scope);
		const list = (name: string) => options[name] as string[];
		if (main !== undefined) this.implied.push(...list('--require'), main);
		this.#grant(this.#reading, [...list('--allow-fs-read'), ...this.implied]);
		this.#grant(this.#writing, list('--allow-fs-write'));
	}

	#grant(grants: Grants, paths: string[]): void {
		for (const path of paths) {
			if (path === '*') return grants.addAll();
			const absolute = this.#absolute(path);
			grants.add(absolute, this.#isFolder(absolute));
		}
	}

	/** What process.permission.has says. */
	has(scope: string, reference?: string): boolean {
		if (!Object.hasOwn(SCOPES, scope)) return false;
		if (!this.isEnabled) return true;
		if (scope === 'fs') return this.#reading.hasAll && this.#writing.hasAll;
		const grants = scope === 'fs.read' ? this.#reading : scope === 'fs.write' ? this.#writing : null;
		if (!grants) return this.#granted.has(scope as Scope);
		return reference === undefined ? grants.hasAll : grants.has(this.#absolute(reference));
	}

	/** What is thrown where it is not allowed; null = it is. */
	refusal(scope: Scope, resource: string): Error | null {
		if (!this.isEnabled || this.has(scope, resource)) return null;
		const [permission, option] = SCOPES[scope];
		const advice = option === '' ? '' : `Use ${option} to manage permissions.`;
		const error = new Error(`Access to this API has been restricted. ${advice}`);
		return Object.assign(coded(error, 'ERR_ACCESS_DENIED'), { permission, resource });
	}

	/** @throws where it is not allowed */
	need(scope: Scope, resource = ''): void {
		const refusal = this.refusal(scope, resource);
		if (refusal) throw refusal;
	}
}
