/** Native addons cannot run here; what is none is refused as the loader of Linux does: elf/dl-load.c of glibc. */
import { CodedError } from '../wire/coded-error.ts';
import type { Context } from './context.ts';

/** Bytes of the header of a 64-bit ELF file. */
const HEADER = 64;
/** Of e_ident, elf(5): the magic number, the class (1 = 32 bits, 2 = 64). */
const [MAGIC, CLASS, CLASS_64] = ['\x7fELF', 4, 2];

/** What dlopen says of `path`. */
export function whyNotLoaded({ files, resolve }: Context, path: string): string {
	try {
		const ino = files.lookup(resolve(path), true);
		if (files.stat(ino).kind === 'directory') return 'cannot read file data: Is a directory';
		const header = files.read(ino, 0, HEADER);
		if (header.length < HEADER) return 'file too short';
		if (String.fromCharCode(...header.subarray(0, MAGIC.length)) !== MAGIC) return 'invalid ELF header';
		if (header[CLASS] !== CLASS_64) return 'wrong ELF class: ELFCLASS32';
		return 'native addons are not supported in the browser';
	} catch (error) {
		if (!(error instanceof CodedError) || error.code !== 'ENOENT') throw error;
		return 'cannot open shared object file: No such file or directory';
	}
}
