/** gzip, gunzip, zcat, by the browser's own streams. */
import { joined } from '../../wire/bytes.ts';
import { type Command, type CommandContext } from '../system.ts';
import { forEach } from './files.ts';
import { parseOptions } from './options.ts';

async function through(bytes: Uint8Array, stream: GenericTransformStream): Promise<Uint8Array> {
	const body = new Blob([new Uint8Array(bytes)])
		.stream()
		.pipeThrough(stream as ReadableWritablePair<Uint8Array, BufferSource>);
	const reader = body.getReader();
	const chunks: Uint8Array[] = [];
	for (let part = await reader.read(); !part.done; part = await reader.read()) chunks.push(part.value);
	return joined(chunks);
}

export const compress = (bytes: Uint8Array): Promise<Uint8Array> =>
	through(bytes, new CompressionStream('gzip'));
/** @throws TypeError when it is no gzip */
export const decompress = (bytes: Uint8Array): Promise<Uint8Array> =>
	through(bytes, new DecompressionStream('gzip'));
export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

const LONG = {
	decompress: 'd',
	uncompress: 'd',
	stdout: 'c',
	'to-stdout': 'c',
	keep: 'k',
	force: 'f',
	test: 't',
	quiet: 'q'
};

async function one(
	context: CommandContext,
	path: string,
	{ unpacks, toOutput, keeps, force }: Record<string, boolean>
) {
	const { files, sync } = context.system;
	const fromInput = path === '-';
	const place = context.path(path);
	const bytes = fromInput ? await context.input() : files.readFile(files.lookup(place, true));
	if (unpacks && !isGzip(bytes)) return `${fromInput ? 'stdin' : path}: not in gzip format`;
	if (unpacks && !fromInput && !toOutput && !path.endsWith('.gz') && !path.endsWith('.tgz'))
		return `${path}: unknown suffix -- ignored`;
	const result = await (unpacks ? decompress(bytes) : compress(bytes)).catch(() => null);
	if (!result) return `${path}: invalid compressed data--format violated`;
	if (fromInput || toOutput) {
		await context.out(result);
		return null;
	}
	const target = unpacks ? place.replace(/\.gz$/, '').replace(/\.tgz$/, '.tar') : `${place}.gz`;
	if (files.find(target, false) && !force)
		return `${target.slice(target.lastIndexOf('/') + 1)} already exists;	not overwritten`;
	sync.writeFile(target, result, 0o1101, files.stat(files.lookup(place, true)).mode & 0o777);
	if (!keeps) sync.unlink(place);
	return null;
}

const gzip: Command = async (context) => {
	const { flags, rest } = parseOptions(context.args, [], LONG);
	const options = {
		unpacks: context.name !== 'gzip' || flags.has('d'),
		toOutput: context.name === 'zcat' || flags.has('c'),
		keeps: flags.has('k'),
		force: flags.has('f')
	};
	let status = 0;
	const failed = await forEach(context, rest.length > 0 ? rest : ['-'], '', async (path) => {
		const problem = await one(context, path, options);
		if (problem === null) return;
		await context.err(
			`\n${context.name === 'zcat' ? 'gzip' : context.name}: ${problem}\n`.replace(/^\n(?!.*(format))/, '')
		);
		status = 1;
	});
	return failed || status;
};

export const gzipCommands: Record<string, Command> = { gzip, gunzip: gzip, zcat: gzip };
