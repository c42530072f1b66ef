/** tar: -c -x -t, with -f -C -z -v -O -k --strip-components --exclude. https://www.gnu.org/software/tar/manual/tar.html */
import { CodedError } from '../../wire/coded-error.ts';
import { joined } from '../../wire/bytes.ts';
import { type Command, type CommandContext } from '../system.ts';
import { matches, patternOf } from '../run/glob.ts';
import { reasons } from './files.ts';
import { compress, decompress, isGzip } from './gzip.ts';
import { readTar, tarBlocks, tarEnd, TarError, type TarEntry } from './tar-format.ts';

type Options = {
	action: 'c' | 'x' | 't' | '';
	flags: Set<string>;
	file: string;
	strip: number;
	excluded: ((name: string) => boolean)[];
	/** Members, each with the folder that -C named before it. */
	members: { name: string; folder: string }[];
	/** Of the last -C. */
	folder: string;
};

const LONG: Record<string, string> = {
	create: 'c',
	extract: 'x',
	get: 'x',
	list: 't',
	file: 'f',
	directory: 'C',
	gzip: 'z',
	gunzip: 'z',
	verbose: 'v',
	'to-stdout': 'O',
	'keep-old-files': 'k',
	'preserve-permissions': 'p',
	'files-from': 'T'
};

/** tar's options may stand without a dash, in the first word. */
function parse(context: CommandContext): Options {
	const options: Options = {
		action: '',
		flags: new Set(),
		file: '-',
		strip: 0,
		excluded: [],
		members: [],
		folder: context.cwd
	};
	const left = [...context.args];
	if (left[0] && !left[0].startsWith('-')) left[0] = `-${left[0]}`;
	const take = (letter: string, value: () => string) => {
		if ('cxt'.includes(letter)) options.action = letter as 'c';
		else if (letter === 'f') options.file = value();
		else if (letter === 'C') options.folder = value().replace(/^(?!\/)/, `${options.folder}/`);
		else if (letter === 'I' || letter === 'b') value();
		else options.flags.add(letter);
	};
	for (let arg = left.shift(); arg !== undefined; arg = left.shift()) {
		const [, name = '', value] = /^--([\w-]+)(?:=(.*))?$/s.exec(arg) ?? [];
		if (name === 'exclude') {
			const pattern = patternOf(value ?? left.shift() ?? '');
			options.excluded.push((path) =>
				path
					.split('/')
					.some(
						(_, at, parts) => matches(parts.slice(at).join('/'), pattern) || matches(parts[at] ?? '', pattern)
					)
			);
		} else if (name === 'strip-components') options.strip = Number(value ?? left.shift());
		else if (name) take(LONG[name] ?? name, () => value ?? left.shift() ?? '');
		else if (arg.startsWith('-') && arg.length > 1)
			for (let at = 1; at < arg.length; at++)
				take(arg[at] ?? '', () => {
					const rest = arg.slice(at + 1);
					// Letters behind one that takes a value belong to it where the word has a dash of its own.
					const own = /[fCIb]/.test(rest) || rest === '' || context.args[0] === arg.slice(1);
					if (own) return left.shift() ?? '';
					at = arg.length;
					return rest;
				});
		else options.members.push({ name: arg, folder: options.folder });
	}
	return options;
}

function collect(
	context: CommandContext,
	options: Options,
	folder: string,
	name: string,
	entries: TarEntry[]
): void {
	const { files } = context.system;
	if (options.excluded.some((excludes) => excludes(name.replace(/\/$/, '')))) return;
	const path = name.startsWith('/') ? name : `${folder}/${name}`;
	const ino = files.lookup(path, false);
	const { kind, mode, modified } = files.stat(ino);
	const shown = name.replace(/^\/+/, '').replace(/\/+$/, '');
	const entry = { mode, modified, target: '', bytes: new Uint8Array() };
	if (kind === 'directory') {
		entries.push({ ...entry, name: `${shown}/`, kind });
		for (const child of files.list(ino))
			collect(context, options, folder, `${name.replace(/\/+$/, '')}/${child.name}`, entries);
	} else if (kind === 'symlink') entries.push({ ...entry, name: shown, kind, target: files.readlink(ino) });
	else if (kind === 'file') entries.push({ ...entry, name: shown, kind, bytes: files.readFile(ino).slice() });
}

async function create(context: CommandContext, options: Options): Promise<number> {
	if (options.members.length === 0) {
		await context.err(
			"tar: Cowardly refusing to create an empty archive\nTry 'tar --help' or 'tar --usage' for more information.\n"
		);
		return 2;
	}
	const entries: TarEntry[] = [];
	let status = 0;
	for (const { name, folder } of options.members) {
		try {
			collect(context, options, folder, name, entries);
		} catch (error) {
			if (!(error instanceof CodedError)) throw error;
			await context.err(`tar: ${name}: Cannot stat: ${reasons[error.code] ?? error.code}\n`);
			status = 2;
		}
	}
	if (options.flags.has('v')) await say(context, options, entries.map(({ name }) => `${name}\n`).join(''));
	const blocks = entries.flatMap(tarBlocks);
	const length = blocks.reduce((sum, block) => sum + block.length, 0);
	const archive = joined([...blocks, tarEnd(length)]);
	const bytes =
		options.flags.has('z') || (options.flags.has('a') && /\.t?gz$/.test(options.file))
			? await compress(archive)
			: archive;
	if (options.file === '-') await context.out(bytes);
	else context.system.sync.writeFile(context.path(options.file), bytes, 0o1101, 0o644);
	if (status) await context.err('tar: Exiting with failure status due to previous errors\n');
	return status;
}

/** Where the archive itself goes to stdout, names go to stderr. */
function say(context: CommandContext, { file, flags, action }: Options, text: string): Promise<void> {
	return (file === '-' && action === 'c') || flags.has('O') ? context.err(text) : context.out(text);
}

async function archiveOf(context: CommandContext, { file }: Options): Promise<Uint8Array> {
	const { files } = context.system;
	const bytes = file === '-' ? await context.input() : files.readFile(files.lookup(context.path(file), true));
	return isGzip(bytes) ? decompress(bytes) : bytes;
}

function lineOf({ name, kind, mode, modified, target, bytes }: TarEntry): string {
	const bits = Array.from({ length: 9 }, (_, index) =>
		(mode >> (8 - index)) & 1 ? 'rwx'[index % 3] : '-'
	).join('');
	const time = new Date(modified).toISOString().slice(0, 16).replace('T', ' ');
	const letter = { file: '-', directory: 'd', symlink: 'l' }[kind];
	return `${letter}${bits} root/root ${String(bytes.length).padStart(9)} ${time} ${name}${target ? ` -> ${target}` : ''}\n`;
}

/** A path below `folder`; null = it would leave it. */
function placeOf(name: string, strip: number, folder: string): string | null {
	const parts = name
		.split('/')
		.filter((part) => part !== '' && part !== '.')
		.slice(strip);
	return parts.length === 0 || parts.includes('..') ? null : `${folder}/${parts.join('/')}`;
}

function extract({ system: { files, sync } }: CommandContext, entry: TarEntry, place: string): void {
	const { kind, mode, modified, target, bytes } = entry;
	if (kind === 'directory') {
		sync.mkdir(place, mode & 0o777, true);
		return;
	}
	sync.mkdir(place.slice(0, place.lastIndexOf('/')) || '/', 0o755, true);
	const before = files.find(place, false);
	if (before && files.stat(before).kind !== 'directory') sync.unlink(place);
	if (kind === 'symlink') {
		sync.symlink(target, place);
		return;
	}
	sync.writeFile(place, bytes, 0o1101, mode & 0o777);
	sync.setTimes(files.lookup(place, false), modified, modified);
}

async function read(context: CommandContext, options: Options): Promise<number> {
	const { flags, action, members, strip, folder, excluded } = options;
	const wanted = members.map(({ name }) => name.replace(/\/$/, ''));
	const missing = new Set(wanted);
	for (const entry of readTar(await archiveOf(context, options))) {
		const name = entry.name.replace(/\/$/, '');
		const asked = wanted.filter((one) => name === one || name.startsWith(`${one}/`));
		for (const one of asked) missing.delete(one);
		if ((wanted.length > 0 && asked.length === 0) || excluded.some((excludes) => excludes(name))) continue;
		if (action === 't') await context.out(flags.has('v') ? lineOf(entry) : `${entry.name}\n`);
		else if (flags.has('O')) await context.out(entry.bytes);
		else {
			if (flags.has('v')) await context.out(`${entry.name}\n`);
			const place = placeOf(entry.name, strip, folder);
			if (place) extract(context, entry, place);
		}
	}
	for (const name of missing) await context.err(`tar: ${name}: Not found in archive\n`);
	if (missing.size > 0) await context.err('tar: Exiting with failure status due to previous errors\n');
	return missing.size > 0 ? 2 : 0;
}

export const tar: Command = async (context) => {
	const options = parse(context);
	if (options.action === '') {
		await context.err(
			"tar: You must specify one of the '-Acdtrux', '--delete' or '--test-label' options\nTry 'tar --help' or 'tar --usage' for more information.\n"
		);
		return 2;
	}
	try {
		return await (options.action === 'c' ? create : read)(context, options);
	} catch (error) {
		const isRefusal = error instanceof CodedError && error.code !== 'EPIPE';
		if (!isRefusal && !(error instanceof TarError) && !(error instanceof TypeError)) throw error;
		const text =
			error instanceof CodedError
				? `${options.file}: Cannot open: ${reasons[error.code] ?? error.code}`
				: error.message;
		await context.err(
			`tar: ${text}\ntar: ${isRefusal ? 'Error is not recoverable: exiting now' : 'Exiting with failure status due to previous errors'}\n`
		);
		return 2;
	}
};
