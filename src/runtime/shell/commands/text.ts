/** Commands over lines of text. */
import { textOf, type Command, type CommandContext } from '../system.ts';
import { forEach } from './files.ts';
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

export function linesOf(text: string): string[] {
	const lines = text.split('\n');
	if (lines.at(-1) === '') lines.pop();
	return lines;
}

const cat: Command = async (context) => {
	const { flags, rest } = parseOptions(context.args);
	const { files } = context.system;
	let number = 0;
	const show = async (bytes: Uint8Array) => {
		if (!flags.has('n')) return context.out(bytes);
		await context.out(
			linesOf(textOf(bytes))
				.map((line) => `${String(++number).padStart(6)}\t${line}\n`)
				.join('')
		);
	};
	return forEach(context, rest.length > 0 ? rest : ['-'], '', async (path) => {
		if (path === '-') for await (const chunk of context.chunks()) await show(chunk);
		else await show(files.readFile(files.lookup(context.path(path), true)));
	});
};

/** -n 3, -3, -c 10. */
function countOf(args: string[]): { args: string[]; count: string; bytes: boolean } {
	const plain = args.map((arg) => (/^-\d+$/.test(arg) ? `-n${arg.slice(1)}` : arg));
	const { values, rest } = parseOptions(plain, ['n', 'c'], { lines: 'n', bytes: 'c' });
	return { args: rest, count: values['c'] ?? values['n'] ?? '10', bytes: 'c' in values };
}

const head: Command = async (context) => {
	const { args, count, bytes } = countOf(context.args);
	const limit = Number(count);
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
	return inputs(context, args, async (data, name) => {
		if (args.length > 1) await context.out(`==> ${name} <==\n`);
		if (bytes) return context.out(data.subarray(0, limit));
		await context.out(
			textOf(data)
				.split(/(?<=\n)/)
				.slice(0, limit < 0 ? limit : limit)
				.join('')
		);
	});
};

const tail: Command = (context) => {
	const { args, count, bytes } = countOf(context.args.filter((arg) => arg !== '-f'));
	return inputs(context, args, async (data, name) => {
		if (args.length > 1) await context.out(`==> ${name} <==\n`);
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
	const { flags, rest } = parseOptions(context.args, [], { lines: 'l', words: 'w', bytes: 'c', chars: 'm' });
	const shown = ['l', 'w', 'm', 'c'].filter((flag) => (flags.size === 0 ? flag !== 'm' : flags.has(flag)));
	const rows: { name: string; counts: number[] }[] = [];
	const status = await inputs(context, rest, (bytes, name) => {
		const text = textOf(bytes);
		const all: Record<string, number> = {
			l: text.split('\n').length - 1,
			w: text.split(/\s+/).filter(Boolean).length,
			m: Array.from(text).length,
			c: bytes.length
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

const sort: Command = async (context) => {
	const { flags, values, rest } = parseOptions(context.args, ['k', 't', 'o'], {
		reverse: 'r',
		unique: 'u',
		'numeric-sort': 'n'
	});
	const lines: string[] = [];
	const status = await inputs(context, rest, (bytes) => void lines.push(...linesOf(textOf(bytes))));
	const field = Number.parseInt(values['k'] ?? '0', 10);
	const separator = values['t'] ?? /\s+/;
	const numeric = flags.has('n') || values['k']?.includes('n') === true;
	const keyOf = (line: string) => {
		const key = field > 0 ? (line.trim().split(separator)[field - 1] ?? '') : line;
		return flags.has('f') ? key.toLowerCase() : key;
	};
	const compare = (a: string, b: string) => {
		const [x, y] = [keyOf(a), keyOf(b)];
		if (numeric)
			return (Number.parseFloat(x) || 0) - (Number.parseFloat(y) || 0) || (a < b ? -1 : Number(a > b));
		return x < y ? -1 : x > y ? 1 : a < b ? -1 : Number(a > b);
	};
	lines.sort(compare);
	if (flags.has('r')) lines.reverse();
	const shown = flags.has('u')
		? lines.filter((line, index) => index === 0 || keyOf(line) !== keyOf(lines[index - 1] ?? ''))
		: lines;
	await context.out(shown.map((line) => `${line}\n`).join(''));
	return status;
};

const uniq: Command = (context) => {
	const { flags, rest } = parseOptions(context.args, [], { count: 'c', repeated: 'd', unique: 'u' });
	return inputs(context, rest, async (bytes) => {
		const groups: { line: string; count: number }[] = [];
		for (const line of linesOf(textOf(bytes))) {
			const last = groups.at(-1);
			const same =
				last && (flags.has('i') ? last.line.toLowerCase() === line.toLowerCase() : last.line === line);
			if (same) last.count++;
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
	const { flags, values, rest } = parseOptions(context.args, ['d', 'f', 'c', 'b'], {
		delimiter: 'd',
		fields: 'f',
		characters: 'c'
	});
	const delimiter = values['d'] ?? '\t';
	const wanted = ranges(values['f'] ?? values['c'] ?? values['b'] ?? '1-');
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
					.join(delimiter)
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

export const textCommands: Record<string, Command> = { cat, head, tail, wc, sort, uniq, tee, cut, tac };
