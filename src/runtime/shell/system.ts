/** What the shell and its commands stand on: files read from shared memory, the kernel's calls, and streams by description. */
import type { FileView } from '../protocol/file-view.ts';
import type { Description, Syscalls } from '../protocol/syscalls.ts';
import { joined } from '../wire/bytes.ts';
import type { Remote, Sync } from '../wire/wire.ts';

export type System = {
	files: FileView;
	/** Blocking: for files, which answer at once. */
	sync: Sync<Syscalls>;
	/** For streams and children, which do not. */
	calls: Remote<Syscalls>;
	/** Code that is loaded when first needed, by name: URLs. */
	chunks: Record<string, string>;
};

/** Descriptors 0, 1, 2 and what redirects add. */
export type Io = Map<number, Description>;

/** How a command of ours sees the world. */
export type CommandContext = {
	system: System;
	/** Without the command's name. */
	args: string[];
	name: string;
	env: Record<string, string>;
	cwd: string;
	io: Io;
	/** All of stdin. */
	input(): Promise<Uint8Array>;
	/** stdin as it comes. */
	chunks(): AsyncGenerator<Uint8Array>;
	out(text: string | Uint8Array): Promise<void>;
	err(text: string): Promise<void>;
	/** As a builtin of the shell says it: with the script's name and line. */
	complain(text: string): Promise<void>;
	/** An absolute path. */
	path(path: string): string;
	/** Runs another command with these streams; its exit code. */
	run(args: string[], io?: Io): Promise<number>;
};

export type Command = (context: CommandContext) => Promise<number>;

const encoder = new TextEncoder();
export const decoder = new TextDecoder();
const READ_SIZE = 65_536;

export function bytesOf(text: string | Uint8Array): Uint8Array {
	return typeof text === 'string' ? encoder.encode(text) : text;
}

export function textOf(bytes: Uint8Array): string {
	return decoder.decode(bytes);
}

export function absolute(cwd: string, path: string): string {
	return path.startsWith('/') ? path : `${cwd}/${path}`;
}

/** Where a closed descriptor should be. */
function descriptionAt(io: Io, fd: number): Description | null {
	return io.get(fd) ?? null;
}

export async function* readChunks({ calls }: System, io: Io, fd = 0): AsyncGenerator<Uint8Array> {
	const description = descriptionAt(io, fd);
	if (!description) return;
	for (;;) {
		const bytes = await calls.read(description, READ_SIZE, null);
		if (bytes.length === 0) return;
		yield bytes;
	}
}

export async function readAll(system: System, io: Io, fd = 0): Promise<Uint8Array> {
	const chunks: Uint8Array[] = [];
	for await (const chunk of readChunks(system, io, fd)) chunks.push(chunk);
	return joined(chunks);
}

export async function write({ calls }: System, io: Io, fd: number, text: string | Uint8Array): Promise<void> {
	const description = descriptionAt(io, fd);
	const bytes = bytesOf(text);
	if (description && bytes.length > 0) await calls.write(description, bytes, null);
}
