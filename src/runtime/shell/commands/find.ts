/** find: a tree, an expression over what is in it. https://www.gnu.org/software/findutils/manual/html_mono/find.html */
import type { Command, CommandContext } from '../system.ts';
import { CodedError } from '../../wire/coded-error.ts';
import { findTests, formatItem, type Item, type Test } from './find-tests.ts';
import { longLine } from './list.ts';

/** Ends the search: -quit. */
class Quit extends Error {}

class Expression {
	maxDepth = Infinity;
	minDepth = 0;
	/** Folders after what is in them. */
	depthFirst = false;
	acts = false;
	pruned = false;
	status = 0;
	readonly #context: CommandContext;
	readonly #args: string[];
	readonly batches: { command: string[]; paths: string[] }[] = [];

	constructor(context: CommandContext, args: string[]) {
		this.#context = context;
		this.#args = args;
	}

	/** @throws Error in find's words */
	whole(): Test {
		if (this.#args.length === 0) return () => true;
		const test = this.#or();
		if (this.#args.length > 0) throw new Error("invalid expression; you have too many ')'");
		return test;
	}
	#or(): Test {
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
			const test = this.#or();
			if (this.#args.shift() !== ')')
				throw new Error(
					"invalid expression; expected to find a ')' but didn't see one. Perhaps you need an extra predicate after '('"
				);
			return test;
		}
		const make = Object.hasOwn(findTests, name) ? findTests[name] : undefined;
		if (make) return make(() => this.#value(name), this.#context);
		const act = Object.hasOwn(this.#actions, name) ? this.#actions[name] : undefined;
		if (!act)
			throw new Error(
				name.startsWith('-') ? `unknown predicate \`${name}'` : `paths must precede expression: \`${name}'`
			);
		return act(name);
	}

	#value(name: string): string {
		const value = this.#args.shift();
		if (value === undefined) throw new Error(`missing argument to \`${name}'`);
		return value;
	}
	#act(test: Test): Test {
		this.acts = true;
		return test;
	}
	#set(change: () => void): Test {
		change();
		return () => true;
	}

	readonly #actions: Record<string, (name: string) => Test> = {
		'-maxdepth': (name) => {
			const depth = Number(this.#value(name));
			return this.#set(() => (this.maxDepth = depth));
		},
		'-mindepth': (name) => {
			const depth = Number(this.#value(name));
			return this.#set(() => (this.minDepth = depth));
		},
		'-depth': () => this.#set(() => (this.depthFirst = true)),
		'-xdev': () => () => true,
		'-mount': () => () => true,
		'-regextype': (name) => this.#set(() => this.#value(name)),
		'-prune': () => () => (this.pruned = true),
		'-print': () => this.#act(({ shown }) => this.#print(`${shown}\n`)),
		'-print0': () => this.#act(({ shown }) => this.#print(`${shown}\0`)),
		'-printf': (name) => {
			const format = this.#value(name);
			return this.#act((item) => this.#print(formatItem(format, item)));
		},
		'-ls': () =>
			this.#act((item) => {
				const blocks = item.stat.kind === 'directory' ? 4 : Math.ceil(item.stat.size / 4096) * 4;
				return this.#print(
					`${String(item.stat.ino).padStart(9)} ${String(blocks).padStart(6)} ${longLine(item.stat, item.shown)}\n`
				);
			}),
		'-quit': () =>
			this.#act(() => {
				throw new Quit();
			}),
		'-delete': () => {
			this.depthFirst = true;
			return this.#act((item) => this.#delete(item));
		},
		'-exec': (name) => this.#exec(name),
		'-execdir': (name) => this.#exec(name),
		'-ok': (name) => this.#exec(name)
	};

	async #print(text: string): Promise<boolean> {
		await this.#context.out(text);
		return true;
	}
	async #delete({ path, shown, stat }: Item): Promise<boolean> {
		const { sync } = this.#context.system;
		try {
			if (shown === '.') return true;
			if (stat.kind === 'directory') sync.rmdir(path);
			else sync.unlink(path);
			return true;
		} catch (error) {
			if (!(error instanceof CodedError)) throw error;
			await this.#context.err(
				`find: cannot delete '${shown}': ${error.code === 'ENOTEMPTY' ? 'Directory not empty' : error.code}\n`
			);
			this.status = 1;
			return false;
		}
	}
	#exec(name: string): Test {
		const command: string[] = [];
		for (;;) {
			const arg = this.#value(name);
			if (arg === ';') break;
			if (arg === '+' && command.at(-1) === '{}') {
				const batch = { command: command.slice(0, -1), paths: [] as string[] };
				this.batches.push(batch);
				return this.#act(({ shown }) => batch.paths.push(shown) > 0);
			}
			command.push(arg);
		}
		return this.#act(
			async ({ shown }) => (await this.#context.run(command.map((arg) => arg.replaceAll('{}', shown)))) === 0
		);
	}
}

async function walk(
	context: CommandContext,
	expression: Expression,
	test: Test,
	root: string
): Promise<void> {
	const { files } = context.system;
	const visit = async (path: string, shown: string, depth: number): Promise<void> => {
		const ino = files.find(path, false);
		if (!ino) return;
		const stat = files.stat(ino);
		const name =
			shown
				.replace(/(.)\/+$/, '$1')
				.split('/')
				.pop() || shown;
		const item: Item = { path, shown, name, stat, depth, root };
		const look = async () => {
			if (depth >= expression.minDepth && (await test(item)) && !expression.acts)
				await context.out(`${shown}\n`);
		};
		expression.pruned = false;
		if (!expression.depthFirst) await look();
		const enters =
			stat.kind === 'directory' &&
			depth < expression.maxDepth &&
			(!expression.pruned || expression.depthFirst);
		if (enters && files.find(path, false))
			for (const child of files.list(ino))
				await visit(`${path}/${child.name}`, `${shown.replace(/\/$/, '')}/${child.name}`, depth + 1);
		if (expression.depthFirst) await look();
	};
	await visit(context.path(root), root, 0);
}

export const find: Command = async (context) => {
	const { files } = context.system;
	const args = context.args.filter(
		(arg, at, all) => !/^-[HLP]$/.test(arg) || all.slice(0, at).some((before) => !/^-[HLP]$/.test(before))
	);
	const start = args.findIndex((arg) => /^[-(!]/.test(arg));
	const roots = args.slice(0, start < 0 ? undefined : start);
	const expression = new Expression(context, start < 0 ? [] : args.slice(start));
	let test: Test;
	try {
		test = expression.whole();
	} catch (error) {
		if (error instanceof CodedError && error.code === 'EPIPE') throw error;
		await context.err(`find: ${error instanceof Error ? error.message : String(error)}\n`);
		return 1;
	}
	let status = 0;
	try {
		for (const root of roots.length > 0 ? roots : ['.']) {
			if (root !== '' && files.find(context.path(root), false)) await walk(context, expression, test, root);
			else {
				await context.err(`find: '${root}': No such file or directory\n`);
				status = 1;
			}
		}
	} catch (error) {
		if (!(error instanceof Quit)) throw error;
	}
	for (const { command, paths } of expression.batches)
		if (paths.length > 0 && (await context.run([...command, ...paths])) !== 0) status = 1;
	return status || expression.status;
};
