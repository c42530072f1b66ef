/** find: -name -iname -path -type -maxdepth -mindepth -not -prune -exec -print -delete -empty -newer -o. */
import type { FileKind, Stat } from '../../protocol/file-view.ts';
import type { Command, CommandContext } from '../system.ts';
import { matches, patternOf } from '../run/glob.ts';

type Item = { path: string; shown: string; name: string; stat: Stat; depth: number };
type Test = (item: Item) => boolean | Promise<boolean>;

class Expression {
	maxDepth = Infinity;
	minDepth = 0;
	acts = false;
	pruned = false;
	readonly #context: CommandContext;
	readonly #args: string[];
	readonly batches: { command: string[]; paths: string[] }[] = [];

	constructor(context: CommandContext, args: string[]) {
		this.#context = context;
		this.#args = args;
	}

	or(): Test {
		let left = this.#and();
		while (this.#args[0] === '-o' || this.#args[0] === '-or') {
			this.#args.shift();
			const [first, second] = [left, this.#and()];
			left = async (item) => (await first(item)) || (await second(item));
		}
		return left;
	}
	#and(): Test {
		const tests: Test[] = [];
		while (this.#args.length > 0 && this.#args[0] !== ')' && !/^-o(r)?$/.test(this.#args[0] ?? '')) {
			if (this.#args[0] === '-a' || this.#args[0] === '-and') this.#args.shift();
			tests.push(this.#one());
		}
		return async (item) => {
			for (const test of tests) if (!(await test(item))) return false;
			return true;
		};
	}
	#one(): Test {
		const name = this.#args.shift() ?? '';
		if (name === '!' || name === '-not') {
			const test = this.#one();
			return async (item) => !(await test(item));
		}
		if (name === '(') {
			const test = this.or();
			this.#args.shift();
			return test;
		}
		const make = Object.hasOwn(this.#tests, name) ? this.#tests[name] : undefined;
		if (!make) throw new Error(`unknown predicate \`${name}'`);
		return make();
	}

	#value(): string {
		return this.#args.shift() ?? '';
	}
	#pattern(fold: boolean) {
		const text = this.#value();
		const pattern = patternOf(fold ? text.toLowerCase() : text);
		return (value: string) => matches(fold ? value.toLowerCase() : value, pattern);
	}
	#act(test: Test): Test {
		this.acts = true;
		return test;
	}

	readonly #tests: Record<string, () => Test> = {
		'-name': () => {
			const is = this.#pattern(false);
			return ({ name }) => is(name);
		},
		'-iname': () => {
			const is = this.#pattern(true);
			return ({ name }) => is(name);
		},
		'-path': () => {
			const is = this.#pattern(false);
			return ({ shown }) => is(shown);
		},
		'-type': () => {
			const kinds: Record<string, FileKind> = { f: 'file', d: 'directory', l: 'symlink', c: 'device' };
			const kind = kinds[this.#value()];
			return ({ stat }) => stat.kind === kind;
		},
		'-maxdepth': () => {
			this.maxDepth = Number(this.#value());
			return () => true;
		},
		'-mindepth': () => {
			this.minDepth = Number(this.#value());
			return () => true;
		},
		'-empty':
			() =>
			({ path, stat }) => {
				const { files } = this.#context.system;
				return stat.kind === 'directory'
					? files.list(files.lookup(path, false)).length === 0
					: stat.size === 0;
			},
		'-size': () => {
			const [, sign = '', count = '0', unit = 'b'] = /^([-+]?)(\d+)([ckM]?)$/.exec(this.#value()) ?? [];
			const bytes = Number(count) * ({ c: 1, k: 1024, M: 1_048_576 }[unit] ?? 512);
			return ({ stat }) =>
				sign === '+'
					? stat.size > bytes
					: sign === '-'
						? stat.size < bytes
						: Math.ceil(stat.size / 512) * 512 === bytes;
		},
		'-newer': () => {
			const { files } = this.#context.system;
			const { modified } = files.stat(files.lookup(this.#context.path(this.#value()), true));
			return ({ stat }) => stat.modified > modified;
		},
		'-prune': () => () => (this.pruned = true),
		'-print': () => this.#act(({ shown }) => this.#print(`${shown}\n`)),
		'-print0': () => this.#act(({ shown }) => this.#print(`${shown}\0`)),
		'-delete': () =>
			this.#act(({ path }) => {
				this.#context.system.sync.removeTree(path);
				return true;
			}),
		'-exec': () => this.#exec()
	};

	async #print(text: string): Promise<boolean> {
		await this.#context.out(text);
		return true;
	}
	#exec(): Test {
		const command: string[] = [];
		for (
			let arg = this.#args.shift();
			arg !== undefined && arg !== ';' && arg !== '+';
			arg = this.#args.shift()
		) {
			command.push(arg);
			if (arg === '{}' && this.#args[0] === '+') {
				this.#args.shift();
				const batch = { command: command.slice(0, -1), paths: [] as string[] };
				this.batches.push(batch);
				return this.#act(({ shown }) => batch.paths.push(shown) > 0);
			}
		}
		return this.#act(
			async ({ shown }) => (await this.#context.run(command.map((arg) => arg.replaceAll('{}', shown)))) === 0
		);
	}
}

export const find: Command = async (context) => {
	const { files } = context.system;
	const start = context.args.findIndex((arg) => /^[-(!]/.test(arg));
	const roots = context.args.slice(0, start < 0 ? undefined : start);
	const expression = new Expression(context, start < 0 ? [] : context.args.slice(start));
	let status = 0;
	let test: Test;
	try {
		test = expression.or();
	} catch (error) {
		await context.err(`find: ${error instanceof Error ? error.message : String(error)}\n`);
		return 1;
	}
	const visit = async (path: string, shown: string, depth: number): Promise<void> => {
		const ino = files.find(path, false);
		if (!ino) return;
		const item: Item = { path, shown, name: shown.split('/').pop() ?? shown, stat: files.stat(ino), depth };
		expression.pruned = false;
		if (depth >= expression.minDepth && (await test(item)) && !expression.acts)
			await context.out(`${shown}\n`);
		if (
			item.stat.kind !== 'directory' ||
			depth >= expression.maxDepth ||
			expression.pruned ||
			!files.find(path, false)
		)
			return;
		for (const { name } of files.list(ino))
			await visit(`${path}/${name}`, `${shown.replace(/\/$/, '')}/${name}`, depth + 1);
	};
	for (const root of roots.length > 0 ? roots : ['.']) {
		if (files.find(context.path(root), false)) await visit(context.path(root), root, 0);
		else {
			await context.err(`find: '${root}': No such file or directory\n`);
			status = 1;
		}
	}
	for (const { command, paths } of expression.batches)
		if (paths.length > 0) status = (await context.run([...command, ...paths])) || status;
	return status;
};
