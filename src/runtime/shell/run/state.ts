/** What a shell remembers: variables, functions, options, arguments, where it is. A subshell has a copy. */
import type { Command } from '../parse/ast.ts';
import { evaluate } from './arithmetic.ts';
import { ExpansionError } from './leave.ts';

export type Options = {
	errexit: boolean;
	nounset: boolean;
	xtrace: boolean;
	noglob: boolean;
	pipefail: boolean;
	globstar: boolean;
	nullglob: boolean;
	dotglob: boolean;
};

/** An array: by index, or by any text. */
export type List = { values: Map<string, string>; associative: boolean };

/** What `local` hides. */
type Hidden = { value: string | undefined; list: List | undefined; exported: boolean };

export class State {
	variables = new Map<string, string>();
	lists = new Map<string, List>();
	exported = new Set<string>();
	readonly = new Set<string>();
	functions = new Map<string, Command>();
	options: Options = {
		errexit: false,
		nounset: false,
		xtrace: false,
		noglob: false,
		pipefail: false,
		globstar: false,
		nullglob: false,
		dotglob: false
	};
	/** $0 */
	name = 'sh';
	/** Whether it says things as bash does, or as Debian's sh. */
	bash = false;
	args: string[] = [];
	cwd = '/';
	/** Directories of pushd, the newest last. */
	folders: string[] = [];
	/** $? */
	status = 0;
	pid = 0;
	/** $! */
	background = 0;
	/** Of the command that runs, from 1. */
	line = 1;
	umask = 0o022;
	/** Loops being run; `break` outside of one does nothing. */
	loops = 0;
	readonly started = Date.now();
	/** By name: "EXIT", "SIGINT"; '' = ignored. */
	traps = new Map<string, string>();
	/** One map for each function being run. */
	readonly locals: Map<string, Hidden>[] = [];

	static of(env: Record<string, string>, cwd: string, pid: number): State {
		const state = new State();
		for (const [name, value] of Object.entries(env)) {
			state.variables.set(name, value);
			state.exported.add(name);
		}
		state.cwd = cwd;
		state.pid = pid;
		return state;
	}

	/** Traps are the outer shell's alone. */
	copy(): State {
		const state = new State();
		const fields = ['name', 'bash', 'cwd', 'status', 'pid', 'background', 'line', 'umask', 'loops'] as const;
		for (const field of fields) Object.assign(state, { [field]: this[field] });
		state.variables = new Map(this.variables);
		state.lists = new Map(
			Array.from(this.lists, ([name, list]) => [name, { ...list, values: new Map(list.values) }])
		);
		state.exported = new Set(this.exported);
		state.readonly = new Set(this.readonly);
		state.functions = new Map(this.functions);
		state.options = { ...this.options };
		state.args = [...this.args];
		state.folders = [...this.folders];
		return state;
	}

	get(name: string): string {
		return this.parameter(name) ?? '';
	}

	set(name: string, value: string): void {
		const bracket = name.indexOf('[');
		if (bracket > 0) return this.setElement(name.slice(0, bracket), name.slice(bracket + 1, -1), value);
		if (this.readonly.has(name)) throw new ExpansionError(`${name}: readonly variable`);
		const list = this.lists.get(name);
		if (list) list.values.set('0', value);
		else this.variables.set(name, value);
	}

	setElement(name: string, key: string, value: string): void {
		if (this.readonly.has(name)) throw new ExpansionError(`${name}: readonly variable`);
		const list = this.listOf(name);
		list.values.set(this.#key(list, key), value);
	}

	/** The array of this name; a plain variable becomes its first element. */
	listOf(name: string, associative = false): List {
		const found = this.lists.get(name);
		if (found) return found;
		const value = this.variables.get(name);
		this.variables.delete(name);
		const list: List = { values: new Map(value === undefined ? [] : [['0', value]]), associative };
		this.lists.set(name, list);
		return list;
	}

	setList(name: string, values: string[]): void {
		this.unset(name);
		this.listOf(name).values = new Map(values.map((value, index) => [String(index), value]));
	}

	/** Keys in the order in which the values come. */
	keys(name: string): string[] {
		const list = this.lists.get(name);
		if (!list) return this.variables.has(name) ? ['0'] : [];
		const keys = [...list.values.keys()];
		return list.associative ? keys : keys.sort((a, b) => Number(a) - Number(b));
	}

	elements(name: string): string[] {
		return this.keys(name).map((key) => this.element(name, key) ?? '');
	}

	element(name: string, key: string): string | undefined {
		const list = this.lists.get(name);
		if (list) return list.values.get(this.#key(list, key));
		return this.#key(list, key) === '0' ? this.variables.get(name) : undefined;
	}

	/** An index is an expression; one below zero counts from the end. */
	#key(list: List | undefined, key: string): string {
		if (list?.associative) return key;
		const index = evaluate(key, this);
		if (index >= 0 || !list) return String(index);
		return String(Math.max(-1, ...Array.from(list.values.keys(), Number)) + 1 + index);
	}

	unset(name: string): void {
		const element = /^(\w+)\[(.*)\]$/s.exec(name);
		if (this.readonly.has(element?.[1] ?? name))
			throw new ExpansionError(`${name}: cannot unset: readonly variable`);
		const list = element ? this.lists.get(element[1] ?? '') : undefined;
		if (element) list?.values.delete(this.#key(list, element[2] ?? ''));
		else {
			this.variables.delete(name);
			this.lists.delete(name);
			this.exported.delete(name);
		}
	}

	hide(name: string): void {
		const hidden = this.locals.at(-1);
		if (!hidden || hidden.has(name)) return;
		const [value, list] = [this.variables.get(name), this.lists.get(name)];
		hidden.set(name, { value, list, exported: this.exported.has(name) });
		this.lists.delete(name);
		this.variables.delete(name);
	}

	/** At the end of a function. */
	reveal(): void {
		for (const [name, hidden] of this.locals.pop() ?? []) this.restore(name, hidden);
	}

	saved(name: string): Hidden {
		const [value, list] = [this.variables.get(name), this.lists.get(name)];
		return { value, list, exported: this.exported.has(name) };
	}

	restore(name: string, { value, list, exported }: Hidden): void {
		this.variables.delete(name);
		this.lists.delete(name);
		this.exported.delete(name);
		if (value !== undefined) this.variables.set(name, value);
		if (list) this.lists.set(name, list);
		if (exported) this.exported.add(name);
	}

	/** $name, also $1, $#, $? and the like; undefined = not set. */
	parameter(name: string): string | undefined {
		if (/^\d+$/.test(name)) return name === '0' ? this.name : this.args[Number(name) - 1];
		const special = this.#special(name);
		if (special !== undefined) return special;
		return this.lists.has(name) ? this.element(name, '0') : this.variables.get(name);
	}

	#special(name: string): string | undefined {
		switch (name) {
			case '?':
				return String(this.status);
			case '#':
				return String(this.args.length);
			case '$':
				return String(this.pid);
			case '!':
				return this.background === 0 ? '' : String(this.background);
			case '@':
			case '*':
				return this.args.join(' ');
			case '-':
				return this.#letters();
			case 'PWD':
				return this.cwd;
			case 'LINENO':
				return String(this.line);
			case 'SECONDS':
				return String(Math.floor((Date.now() - this.started) / 1000));
			case 'RANDOM':
				return String(Math.floor(Math.random() * 32_768));
			default:
				return undefined;
		}
	}

	#letters(): string {
		const { errexit: e, nounset: u, xtrace: x, noglob: f } = this.options;
		return Object.entries({ e, f, u, x })
			.flatMap(([letter, on]) => (on ? [letter] : []))
			.join('');
	}

	/** What children see. */
	environment(extra: Record<string, string> = {}): Record<string, string> {
		const env: Record<string, string> = {};
		for (const name of this.exported) {
			const value = this.variables.get(name);
			if (value !== undefined) env[name] = value;
		}
		return { ...env, PWD: this.cwd, ...extra };
	}
}
