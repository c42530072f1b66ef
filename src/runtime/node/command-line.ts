/** node's command line, by the option table of the pinned Node. https://nodejs.org/api/cli.html */
import type { Binding } from './context.ts';
import { revive } from './shapes.ts';
import type { Facts } from './library.ts';

export type Mode = 'run' | 'eval' | 'test' | 'check' | 'stdin' | 'repl' | 'version' | 'help';
export type CommandLine = { mode: Mode; execArgv: string[]; rest: string[] };

/** The process ends with this text and code. */
export class BadOption extends Error {
	readonly exitCode: number;
	constructor(message: string, exitCode = 9) {
		super(message);
		this.exitCode = exitCode;
	}
}

type Info = { options: Map<string, { type: number }>; aliases: Map<string, string[]> };

/** V8's own flags are many and change nothing that we could change. */
const V8_FLAG =
	/^--(no-)?(max|min|stack|expose|harmony|trace|allow-natives|jitless|optimize|semi|turbo|interpreted|stress|enable-sharedarraybuffer|js-|gc|random-seed|single-threaded)/;

/** Options of a whole process, which a thread cannot have for itself. */
const OF_PROCESS = new Set(
	`--completion-bash --debug-arraybuffer-allocations --disable-proto --disable-wasm-trap-handler --enable-fips
	--experimental-sea-config --force-fips --help --icu-data-dir --node-memory-debug --node-snapshot --openssl-config
	--openssl-legacy-provider --openssl-shared-config --report-compact --report-dir --report-directory --report-filename
	--report-on-fatalerror --run --secure-heap --secure-heap-min --security-revert --snapshot-blob --title --tls-cipher-list
	--trace-event-categories --trace-event-file-pattern --trace-sigint --use-bundled-ca --use-largepages --use-openssl-ca
	--use-system-ca --v8-options --v8-pool-size --version --zero-fill-buffers`.split(/\s+/)
);

/** Variables whose "1" is an option. */
const SWITCHES: Record<string, string> = {
	NODE_PENDING_DEPRECATION: '--pending-deprecation',
	NODE_PRESERVE_SYMLINKS: '--preserve-symlinks',
	NODE_PRESERVE_SYMLINKS_MAIN: '--preserve-symlinks-main'
};

/** Options that turn on others. src/node_options.cc */
const IMPLIED: Record<string, string[]> = {
	'--experimental-strip-types': ['--experimental-detect-module'],
	'--experimental-transform-types': ['--experimental-strip-types', '--enable-source-maps'],
	'--report-signal': ['--report-on-signal']
};

/** Each says what is done. */
const NOT_TOGETHER = [
	['--check', '--eval'],
	['--test', '--check'],
	['--test', '--eval'],
	['--test', '--interactive'],
	['--watch', '--check'],
	['--watch', '--eval'],
	['--watch', '--interactive']
] as const;

const ENV_FILES = new Set(['--env-file', '--env-file-if-exists']);

/** Options with a few values, and what is said of another one. */
const CHOICES: Record<string, { values: string[]; refusal: string; exitCode?: number }> = {
	'--disable-proto': {
		values: ['delete', 'throw'],
		refusal: 'invalid mode passed to --disable-proto',
		exitCode: 12
	},
	'--unhandled-rejections': {
		values: ['warn-with-error-codes', 'throw', 'strict', 'warn', 'none'],
		refusal: 'invalid value for --unhandled-rejections'
	},
	'--input-type': {
		values: ['commonjs', 'module', 'commonjs-typescript', 'module-typescript'],
		refusal: '--input-type must be "module","commonjs", "module-typescript" or "commonjs-typescript"'
	}
};

function checkChoice(option: string, value: string): void {
	const choice = CHOICES[option];
	if (choice && !choice.values.includes(value)) throw new BadOption(choice.refusal, choice.exitCode);
}

export class OptionParser {
	readonly values: Binding;
	/** Of --env-file and --env-file-if-exists, in their order. */
	readonly envFiles: { path: string; isOptional: boolean }[] = [];
	/** --stack-trace-limit, an option of V8. */
	stackTraceLimit: number | undefined;
	readonly #info: Info;
	#ofThread = false;
	readonly #types: Record<string, number>;

	constructor({ options }: Facts) {
		this.values = revive(options.values, 'options') as Binding;
		// The dump was made with options of its own.
		Object.assign(this.values, {
			'--warnings': true,
			'--no-warnings': false,
			'--deprecation': true,
			'--no-deprecation': false,
			'--expose-internals': false,
			'--no-expose-internals': true,
			'--pending-deprecation': false
		});
		const info = revive(options.info, 'options') as {
			options: Map<string, unknown>;
			aliases: Map<string, unknown>;
		};
		this.#info = {
			options: new Map(
				[...info.options].map(([name, shape]) => [name, revive(shape, name) as { type: number }])
			),
			aliases: new Map([...info.aliases].map(([name, shape]) => [name, revive(shape, name) as string[]]))
		};
		this.#types = options.types as Record<string, number>;
	}

	/** NODE_OPTIONS, and variables that stand for an option. https://nodejs.org/api/cli.html#environment-variables_1 */
	parseEnvironment(env: Record<string, string>): void {
		for (const [variable, option] of Object.entries(SWITCHES))
			if (env[variable] === '1') this.#option(option, []);
		if (env['NODE_REDIRECT_WARNINGS'])
			this.#option(`--redirect-warnings=${env['NODE_REDIRECT_WARNINGS']}`, []);
		const text = env['NODE_OPTIONS'] ?? '';
		const words = text.match(/"(?:\\.|[^"])*"|\S+/g) ?? [];
		this.#options(words.map((word) => word.replace(/^"(.*)"$/, '$1')));
	}

	/** What of NODE_OPTIONS is none. */
	refusedInEnvironment(text: string): string[] {
		try {
			this.parseEnvironment({ NODE_OPTIONS: text });
			return [];
		} catch (error) {
			if (!(error instanceof BadOption)) throw error;
			return [error.message.replace(/^bad option: (.*)$/, '$1 is not allowed in NODE_OPTIONS')];
		}
	}

	/** `args` after argv[0]. */
	parse(args: string[]): CommandLine {
		const rest = this.#options(args);
		const execArgv = args.slice(0, args.length - rest.length).filter((arg) => arg !== '--');
		return { mode: this.#mode(rest), execArgv, rest };
	}

	/** What a thread cannot be started with; the engine's options are the whole process's. */
	refusedByThread(execArgv: string[]): string[] {
		this.#ofThread = true;
		const left = [...execArgv];
		const refused: string[] = [];
		for (let arg = left.shift(); arg?.startsWith('-') && arg !== '--'; arg = left.shift())
			try {
				this.#option(arg, left);
			} catch (error) {
				if (!(error instanceof BadOption)) throw error;
				refused.push(error.message.replace(/^bad option: /, ''));
			}
		return refused;
	}

	/** src/node_options.cc, CheckOptions */
	#checkTogether(): void {
		const given = (name: string) => this.values[name] === true || (name === '--eval' && this.#evaluates);
		for (const [one, other] of NOT_TOGETHER)
			if (given(one) && given(other)) throw new BadOption(`either ${one} or ${other} can be used, not both`);
	}

	#mode(rest: string[]): Mode {
		this.#checkTogether();
		const on = (name: string) => this.values[name] === true;
		if (on('--version')) return 'version';
		if (on('--help')) return 'help';
		if (on('--test')) return 'test';
		if (on('--check')) return 'check';
		if (this.#evaluates && !on('--interactive')) return 'eval';
		if (rest[0] && rest[0] !== '-') return 'run';
		return on('--interactive') ? 'repl' : 'stdin';
	}

	#evaluates = false;

	/** Takes options from the front; returns what is left. */
	#options(args: string[]): string[] {
		const left = [...args];
		while (left.length > 0) {
			const arg = left[0] ?? '';
			if (arg === '--') return left.slice(1);
			if (!arg.startsWith('-') || arg === '-') return left;
			left.shift();
			this.#option(arg, left);
		}
		return left;
	}

	/** `shown` is how the user wrote it. */
	#option(arg: string, left: string[], shown = arg): void {
		const equals = arg.startsWith('--') ? arg.indexOf('=') : -1;
		let name = equals < 0 ? arg : arg.slice(0, equals);
		if (name.startsWith('--')) name = `--${name.slice(2).replaceAll('_', '-')}`;
		const value = equals < 0 ? undefined : arg.slice(equals + 1);
		const next = left[0];
		const withArgument =
			next !== undefined && !next.startsWith('-') ? this.#info.aliases.get(`${name} <arg>`) : undefined;
		const alias =
			withArgument ??
			(value !== undefined ? this.#info.aliases.get(`${name}=`) : undefined) ??
			this.#info.aliases.get(name);
		if (alias) {
			const expanded = alias.slice();
			if (value !== undefined) expanded[expanded.length - 1] += `=${value}`;
			left.unshift(...expanded);
			const first = left.shift() ?? '';
			if (first !== arg) this.#option(first, left, shown);
			return;
		}
		this.#set(shown, name, value, left);
	}

	#set(arg: string, name: string, value: string | undefined, left: string[]): void {
		const negated = name.startsWith('--no-') && !this.#info.options.has(name);
		const option = negated ? `--${name.slice(5)}` : name;
		const known = this.#info.options.get(option);
		const { kNoOp, kV8Option, kBoolean, kInteger, kUInteger, kStringList } = this.#types;
		if (name === '--stack-trace-limit' && value !== undefined) this.stackTraceLimit = Number(value);
		const isOfEngine = known ? known.type === kV8Option : V8_FLAG.test(name);
		const isShared = isOfEngine || OF_PROCESS.has(option);
		if (isShared ? this.#ofThread : !known) throw new BadOption(`bad option: ${arg}`);
		if (!known) return;
		if (known.type === kNoOp || known.type === kV8Option) return;
		if (!negated) for (const implied of IMPLIED[option] ?? []) this.#set(implied, implied, undefined, []);
		if (known.type === kBoolean) {
			this.values[option] = !negated;
			this.values[`--no-${option.slice(2)}`] = negated;
			return;
		}
		const text = value ?? left.shift();
		if (text === undefined) throw new BadOption(`${arg} requires an argument`);
		if (option === '--eval') this.#evaluates = true;
		if (ENV_FILES.has(option))
			this.envFiles.push({ path: text, isOptional: option === '--env-file-if-exists' });
		checkChoice(option, text);
		if (known.type === kStringList) this.values[option] = [...(this.values[option] as string[]), text];
		else this.values[option] = known.type === kInteger || known.type === kUInteger ? Number(text) : text;
	}
}
