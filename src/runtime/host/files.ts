/** `WebContainer.fs` over the kernel. A leading "/" means the working directory, as in the client's documentation. */
import * as Comlink from 'comlink';
import type { KernelCalls } from '../protocol/kernel.ts';
import type { Remote } from '../wire/wire.ts';
import { named } from './messages.ts';

type Encoding = string | { encoding?: string | null } | null | undefined;
export type FileListener = (type: 'rename' | 'change', name: string) => void;
export type Watches = Map<number, FileListener>;

const encoder = new TextEncoder();

function encodingOf(options: Encoding): string | null {
	return (typeof options === 'string' ? options : options?.encoding) ?? null;
}

function decode(bytes: Uint8Array, encoding: string): string {
	const latin1 = encoding === 'latin1' || encoding === 'binary';
	if (!latin1) return new TextDecoder(encoding === 'utf8' ? 'utf-8' : encoding).decode(bytes);
	let text = '';
	for (const byte of bytes) text += String.fromCharCode(byte);
	return text;
}

function encode(data: string | Uint8Array, encoding: string | null): Uint8Array {
	if (typeof data !== 'string') return data;
	if (encoding === 'latin1' || encoding === 'binary')
		return Uint8Array.from(data, (char) => char.charCodeAt(0));
	return encoder.encode(data);
}

export function filesOf(calls: Remote<KernelCalls>, workdir: string, watches: Watches) {
	const below = (path: string) => `${workdir}/${path}`;
	let lastWatch = 0;
	return {
		async readFile(path: string, options?: Encoding) {
			const bytes = await named('open', path, calls.readFile(below(path)));
			const encoding = encodingOf(options);
			return encoding ? decode(bytes, encoding) : Comlink.transfer(bytes, [bytes.buffer]);
		},
		writeFile: (path: string, data: string | Uint8Array, options?: Encoding) =>
			named('open', path, calls.writeFile(below(path), encode(data, encodingOf(options)))),
		async readdir(path: string, options?: Encoding | { withFileTypes?: boolean }) {
			const entries = await named('scandir', path, calls.readdir(below(path)));
			if (typeof options === 'object' && options && 'withFileTypes' in options && options.withFileTypes)
				// The client makes its directory entries from these plain objects. 1 = file, 2 = directory.
				return entries.map(({ name, kind }) => ({ name, 'Symbol(type)': kind === 'directory' ? 2 : 1 }));
			const names = entries.map(({ name }) => name);
			return encodingOf(options as Encoding) === 'buffer' ? names.map((name) => encoder.encode(name)) : names;
		},
		async mkdir(path: string, options?: { recursive?: boolean }) {
			const made = await named('mkdir', path, calls.mkdir(below(path), options?.recursive ?? false));
			return made ?? undefined;
		},
		rm: (path: string, options?: { recursive?: boolean; force?: boolean }) =>
			named(
				'rm',
				path,
				calls.remove(below(path), { recursive: options?.recursive ?? false, force: options?.force ?? false })
			),
		rename: (from: string, to: string) => named('rename', from, calls.rename(below(from), below(to))),
		async watch(
			path: string,
			options: { recursive?: boolean; encoding?: string } | string | null,
			listener: FileListener
		) {
			const id = ++lastWatch;
			watches.set(id, listener);
			const recursive = typeof options === 'object' && options?.recursive === true;
			await named('watch', path, calls.watch(id, below(path), recursive));
			return Comlink.proxy({
				async close() {
					watches.delete(id);
					await calls.unwatch(id);
				}
			});
		}
	};
}
