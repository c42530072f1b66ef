/** The descriptors of a WebAssembly instance: numbers of its own over the process's, each with the rights that it was opened with. */
import type { Stat } from '../../protocol/file-view.ts';
import { OPEN } from '../../protocol/syscalls.ts';
import type { Context } from '../context.ts';
import { descriptorsOf } from '../descriptors.ts';
import { normalize } from '../normalize.ts';
import { FILE_TYPE, Refusal, rightsOf, type FileType } from './codes.ts';

export type Opened = {
	/** The process's descriptor. */
	fd: number;
	type: FileType;
	base: bigint;
	inheriting: bigint;
	/** Of a folder: its name in the instance, normalized, and where it lies. */
	path: string;
	real: string;
	/** The name it was given to the instance by; null = the instance opened it. */
	preopen: string | null;
};

/** S_IFMT of stat(2), and those of FIFOs and sockets. */
const [TYPE_BITS, FIFO, SOCKET] = [0o170000, 0o010000, 0o140000];

export function typeOf({ kind, mode }: Stat): FileType {
	const bits = mode & TYPE_BITS;
	if (bits === FIFO || bits === SOCKET) return FILE_TYPE.stream;
	return kind === 'device' ? FILE_TYPE.characterDevice : FILE_TYPE[kind];
}

export class Table {
	readonly #context: Context;
	readonly #open: (Opened | undefined)[] = [];

	/**
	 * @param preopens names in the instance and folders, by turns
	 * @param stdio three descriptors of the process
	 * @throws what opening them does
	 */
	constructor(context: Context, preopens: string[], stdio: number[]) {
		this.#context = context;
		for (const fd of stdio) this.add(fd, OPEN.READ_WRITE, { path: '', real: '' });
		for (let at = 0; at + 1 < preopens.length; at += 2) {
			const [name = '', folder = ''] = [preopens[at], preopens[at + 1]];
			const real = context.files.realpath(context.resolve(folder));
			const fd = descriptorsOf(context).open(real, OPEN.READ, 0o666);
			const opened = this.#open[this.add(fd, OPEN.READ, { path: normalize(name), real })];
			if (opened?.type !== FILE_TYPE.directory) throw new Refusal('ENOTDIR');
			opened.preopen = name;
		}
	}

	/** @param flags access mode of open(2) @returns the instance's number, the lowest that is free */
	add(fd: number, flags: number, { path, real }: Pick<Opened, 'path' | 'real'>): number {
		const type = typeOf(descriptorsOf(this.#context).stat(fd));
		const isTerminal = descriptorsOf(this.#context).handleType(fd) === 'TTY';
		const { base, inheriting } = rightsOf(type, isTerminal);
		const access = flags & OPEN.ACCESS;
		const [READ, WRITE] = [1n << 1n, 1n << 6n];
		const denied = access === OPEN.READ ? WRITE : access === OPEN.WRITE ? READ : 0n;
		const free = this.#open.findIndex((open) => !open);
		const number = free < 0 ? this.#open.length : free;
		this.#open[number] = { fd, type, base: base & ~denied, inheriting, path, real, preopen: null };
		return number;
	}

	/** @throws EBADF, or ENOTCAPABLE where it has not all these rights */
	get(number: number, base = 0n, inheriting = 0n): Opened {
		const open = this.#open[number];
		if (!open) throw new Refusal('EBADF');
		if ((base & ~open.base) !== 0n || (inheriting & ~open.inheriting) !== 0n)
			throw new Refusal('ENOTCAPABLE');
		return open;
	}

	close(number: number): void {
		descriptorsOf(this.#context).close(this.get(number).fd);
		this.#open[number] = undefined;
	}

	/** `from` takes the number `to`, which is closed. */
	renumber(from: number, to: number): void {
		const [moved] = [this.get(from), this.get(to)];
		if (from === to) return;
		this.close(to);
		this.#open[to] = moved;
		this.#open[from] = undefined;
	}
}
