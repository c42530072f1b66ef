/** What a shell remembers: variables, functions, options, arguments, where it is. A subshell has a copy. */
import type { Command } from '../parse/ast.ts';

export type Options = {
	errexit: boolean;
	nounset: boolean;
	xtrace: boolean;
	noglob: boolean;
	pipefail: boolean;
};

export class State {
	variables = new Map<string, string>();
	exported = new Set<string>();
	functions = new Map<string, Command>();
	options: Options = { errexit: false, nounset: false, xtrace: false, noglob: false, pipefail: false };
	/** $0 */
	name = 'sh';
	args: string[] = [];
	cwd = '/';
	/** $? */
	status = 0;
	pid = 0;
	/** $! */
	background = 0;
	exitTrap: string | null = null;
	/** Values that `local` hides, one map for each function being run. */
	readonly locals: Map<string, string | undefined>[] = [];

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

	copy(): State {
		const state = new State();
		state.variables = new Map(this.variables);
		state.exported = new Set(this.exported);
		state.functions = new Map(this.functions);
		state.options = { ...this.options };
		state.args = [...this.args];
		for (const field of ['name', 'cwd', 'status', 'pid', 'background'] as const)
			Object.assign(state, { [field]: this[field] });
		return state;
	}

	get(name: string): string {
		return this.variables.get(name) ?? '';
	}
	set(name: string, value: string): void {
		this.variables.set(name, value);
	}

	/** $name, also $1, $#, $? and the like; undefined = not set. */
	parameter(name: string): string | undefined {
		if (/^\d+$/.test(name)) return name === '0' ? this.name : this.args[Number(name) - 1];
		switch (name) {
			case '?':
				return String(this.status);
			case '#':
				return String(this.args.length);
			case '$':
				return String(this.pid);
			case '!':
				return String(this.background);
			case '@':
			case '*':
				return this.args.join(' ');
			case '-':
				return Object.entries({ e: this.options.errexit, u: this.options.nounset, x: this.options.xtrace })
					.flatMap(([flag, on]) => (on ? [flag] : []))
					.join('');
			case 'PWD':
				return this.cwd;
			case 'RANDOM':
				return String(Math.floor(Math.random() * 32_768));
			default:
				return this.variables.get(name);
		}
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
