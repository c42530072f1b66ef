/** Commands over lines of text. */
import { textOf, type Command, type CommandContext } from '../system.ts';
import { forEach, usage } from './files.ts';
import { parseOptions } from './options.ts';

/** Contents of the named files, or of stdin where there is none ("-" = stdin). */
export async function inputs(
	context: CommandContext,
	paths: string[],
	use: (bytes: Uint8Array, name: string) => void | Promise<void>
): Promise<number> {
	const { files } = context.system;
	return forEach(context, paths.length > 0 ? paths : ['-'], '', async (path) => {
		if (path === '-') return use(await context.input(), '-');
		await use(files.readFile(files.lookup(context.path(path), true)), path);
	});
}

/** The same in the words of head and tail. */
function opened(
	context: CommandContext,
	paths: string[],
	use: (bytes: Uint8Array, name: string) => Promise<void>
) {
	const { files } = context.system;
	return forEach(
		context,
		paths.length > 0 ? paths : ['-'],
		'cannot open',
		async (path) =>
			use(
				path === '-' ? await context.input() : files.readFile(files.lookup(context.path(path), true)),
				path
			),
		' for reading'
	);
}

export function linesOf(text: string): string[] {
	const lines = text.split('\n');
	if (lines.at(-1) === '') lines.pop();
	return lines;
}

const cat: Command = async (context) => {
	const { flags, rest } = parseOptions(context.args, [], {
		number: 'n',
		'number-nonblank': 'b',
		'show-all': 'A',
		'show-ends': 'E',
		'show-tabs': 'T',
		'squeeze-blank': 's'
	});
	const { files } = context.system;
	const has = (letters: string) => Array.from(letters).some((letter) => flags.has(letter));
	let number = 0;
	let wasBlank = false;
	const show = async (bytes: Uint8Array) => {
		if (flags.size === 0 || (flags.size === 1 && flags.has('u'))) return context.out(bytes);
		const lines = textOf(bytes)
			.split(/(?<=\n)/)
			.flatMap((line) => {
				const isBlank = line === '\n';
				if (isBlank && wasBlank && flags.has('s')) return [];
				wasBlank = isBlank;
				const numbered = flags.has('b') ? !isBlank : flags.has('n');
				const tabs = has('AtT') ? line.replaceAll('\t', '^I') : line;
				return [
					(numbered ? `${String(++number).padStart(6)}\t` : '') +
						(has('AeE') ? tabs.replace(/\n$/, '$\n') : tabs)
				];
			});
		await context.out(lines.join(''));
	};
	return forEach(context, rest.length > 0 ? rest : ['-'], '', async (path) => {
		if (path === '-') for await (const chunk of context.chunks()) await show(chunk);
		else await show(files.readFile(files.lookup(context.path(path), true)));
	});
};

/** -n 3, -3, -c 10. */
function countOf(args: string[]) {
	const plain = args.map((arg, at) =>
		/^-\d+$/.test(arg) && !/^-[nc]$/.test(args[at - 1] ?? '') ? `-n${arg.slice(1)}` : arg
	);
	const { values, flags, rest } = parseOptions(plain, ['n', 'c'], {
		lines: 'n',
		bytes: 'c',
		quiet: 'q',
		verbose: 'v'
	});
	const count = values['c'] ?? values['n'] ?? '10';
	const headed = flags.has('v') || (rest.length > 1 && !flags.has('q'));
	let shown = 0;
	/** Above each file where there are several: its name. */
	const title = (name: string) =>
		headed ? `${shown++ > 0 ? '\n' : ''}==> ${name === '-' ? 'standard input' : name} <==\n` : '';
	return { args: rest, count, bytes: 'c' in values, title };
}

const head: Command = async (context) => {
	const { args, count, bytes, title } = countOf(context.args);
	const limit = Number(count);
	if (Number.isNaN(limit))
		return usage(context, `invalid number of ${bytes ? 'bytes' : 'lines'}: '${count}'`);
	if (args.length === 0 && !bytes && limit >= 0) {
		let left = limit;
		for await (const chunk of context.chunks()) {
			const lines = textOf(chunk)
				.split(/(?<=\n)/)
				.slice(0, left);
			left -= lines.filter((line) => line.endsWith('\n')).length;
			await context.out(lines.join(''));
			if (left <= 0) return 0;
		}
		return 0;
	}
	return opened(context, args, async (data, name) => {
		await context.out(title(name));
		if (bytes) return context.out(data.subarray(0, limit));
		await context.out(
			textOf(data)
				.split(/(?<=\n)/)
				.slice(0, limit)
				.join('')
		);
	});
};

const tail: Command = (context) => {
	const { args, count, bytes, title } = countOf(context.args.filter((arg) => arg !== '-f'));
	return opened(context, args, async (data, name) => {
		await context.out(title(name));
		const from = count.startsWith('+');
		const amount = Number(count.replace(/^[-+]/, ''));
		if (bytes)
			return context.out(from ? data.subarray(amount - 1) : data.subarray(Math.max(0, data.length - amount)));
		const lines = textOf(data).split(/(?<=\n)/);
		if (lines.at(-1) === '') lines.pop();
		await context.out((from ? lines.slice(amount - 1) : amount === 0 ? [] : lines.slice(-amount)).join(''));
	});
};

const wc: Command = async (context) => {
	const { flags, rest } = parseOptions(context.args, [], {
		lines: 'l',
		words: 'w',
		bytes: 'c',
		chars: 'm',
		'max-line-length': 'L'
	});
	const shown = ['l', 'w', 'm', 'c', 'L'].filter((flag) =>
		flags.size === 0 ? 'lwc'.includes(flag) : flags.has(flag)
	);
	const rows: { name: string; counts: number[] }[] = [];
	const status = await inputs(context, rest, (bytes, name) => {
		const text = textOf(bytes);
		const all: Record<string, number> = {
			l: text.split('\n').length - 1,
			w: text.split(/\s+/).filter(Boolean).length,
			m: Array.from(text).length,
			c: bytes.length,
			L: Math.max(0, ...text.split('\n').map((line) => line.length))
		};
		rows.push({ name: name === '-' ? '' : name, counts: shown.map((flag) => all[flag] ?? 0) });
	});
	if (rows.length > 1)
		rows.push({
			name: 'total',
			counts: shown.map((_, index) => rows.reduce((sum, { counts }) => sum + (counts[index] ?? 0), 0))
		});
	const isSingle = rows.length === 1 && shown.length === 1;
	const width = isSingle
		? 0
		: rest.length === 0
			? 7
			: Math.max(...rows.flatMap(({ counts }) => counts.map((count) => String(count).length)));
	for (const { name, counts } of rows)
		await context.out(
			`${counts.map((count) => String(count).padStart(width)).join(' ')}${name ? ` ${name}` : ''}\n`
		);
	return status;
};

const uniq: Command = (context) => {
	const { flags, values, rest } = parseOptions(context.args, ['f', 's', 'w'], {
		count: 'c',
		repeated: 'd',
		unique: 'u',
		'ignore-case': 'i',
		'skip-fields': 'f',
		'skip-chars': 's',
		'check-chars': 'w'
	});
	const keyOf = (line: string) => {
		const fields = new RegExp(`^(?:\\s*\\S+){0,${Number(values['f'] ?? 0)}}`);
		const from = line.replace(fields, '').slice(Number(values['s'] ?? 0));
		const key = from.slice(0, Number(values['w'] ?? Infinity));
		return flags.has('i') ? key.toLowerCase() : key;
	};
	return inputs(context, rest, async (bytes) => {
		const groups: { line: string; count: number }[] = [];
		for (const line of linesOf(textOf(bytes))) {
			const last = groups.at(-1);
			if (last && keyOf(last.line) === keyOf(line)) last.count++;
			else groups.push({ line, count: 1 });
		}
		const shown = groups.filter(({ count }) =>
			flags.has('d') ? count > 1 : flags.has('u') ? count === 1 : true
		);
		await context.out(
			shown
				.map(({ line, count }) => (flags.has('c') ? `${String(count).padStart(7)} ${line}\n` : `${line}\n`))
				.join('')
		);
	});
};

const tee: Command = async (context) => {
	const { flags, rest } = parseOptions(context.args, [], { append: 'a' });
	const { sync } = context.system;
	const targets = rest.map((path) => context.path(path));
	if (!flags.has('a')) for (const path of targets) sync.writeFile(path, new Uint8Array(), 0o1101, 0o644);
	for await (const chunk of context.chunks()) {
		for (const path of targets) sync.writeFile(path, chunk, 0o2101, 0o644);
		await context.out(chunk);
	}
	return 0;
};

/** "1,3-5,7-" */
function ranges(text: string): (index: number) => boolean {
	const list = text.split(',').map((part) => {
		const [from = '', to] = part.split('-');
		return [
			from === '' ? 1 : Number(from),
			to === undefined ? Number(from) : to === '' ? Infinity : Number(to)
		] as const;
	});
	return (index) => list.some(([from, to]) => index >= from && index <= to);
}

const cut: Command = (context) => {
	const { flags, values, rest } = parseOptions(context.args, ['d', 'f', 'c', 'b', 'output-delimiter'], {
		delimiter: 'd',
		fields: 'f',
		characters: 'c',
		bytes: 'b',
		'only-delimited': 's'
	});
	const delimiter = values['d'] ?? '\t';
	const list = values['f'] ?? values['c'] ?? values['b'];
	if (list === undefined)
		return usage(
			context,
			"you must specify a list of bytes, characters, or fields\nTry 'cut --help' for more information."
		);
	const inside = ranges(list);
	const wanted = (index: number) => inside(index) !== flags.has('complement');
	const between = values['output-delimiter'] ?? delimiter;
	return inputs(context, rest, async (bytes) => {
		const lines = linesOf(textOf(bytes)).flatMap((line) => {
			if (!('f' in values))
				return [
					Array.from(line)
						.filter((_, index) => wanted(index + 1))
						.join('')
				];
			if (!line.includes(delimiter)) return flags.has('s') ? [] : [line];
			return [
				line
					.split(delimiter)
					.filter((_, index) => wanted(index + 1))
					.join(between)
			];
		});
		await context.out(lines.map((line) => `${line}\n`).join(''));
	});
};

const tac: Command = (context) =>
	inputs(context, context.args, (bytes) =>
		context.out(
			linesOf(textOf(bytes))
				.reverse()
				.map((line) => `${line}\n`)
				.join('')
		)
	);

export const textCommands: Record<string, Command> = { cat, head, tail, wc, uniq, tee, cut, tac };
