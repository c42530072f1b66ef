/** The index, version 2 (and 3's entries are read). https://git-scm.com/docs/index-format */
import { sha1 } from '@noble/hashes/legacy.js';
import { joined } from '../wire/bytes.ts';
import { compareBytes, type Id } from './objects.ts';
import { bytesOf, bytesOfHex, fatal, hexOf, textOf, type FileFacts, type GitFiles } from './system.ts';

export type IndexEntry = {
	path: string;
	id: Id;
	/** "100644", "100755", "120000". */
	mode: string;
	/** What the file was when it was hashed: unchanged facts need no second hash. */
	size: number;
	modified: number;
	ino: number;
};

export class Index {
	readonly entries = new Map<string, IndexEntry>();
	readonly #files: GitFiles;
	readonly #path: string;
	/** When it was written last: a file changed in the same moment is hashed again. Milliseconds. */
	#written = 0;

	constructor(files: GitFiles, folder: string) {
		this.#files = files;
		this.#path = `${folder}/index`;
		const facts = files.lstat(this.#path);
		if (!facts) return;
		this.#written = facts.modified;
		this.#parse(files.read(this.#path));
	}

	#parse(bytes: Uint8Array): void {
		const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
		const version = view.getUint32(4);
		if (version !== 2 && version !== 3) throw fatal(`index file version ${version} is not supported`);
		let at = 12;
		for (let left = view.getUint32(8); left > 0; left--) {
			const flags = view.getUint16(at + 60);
			const start = at + (flags & 0x4000 ? 64 : 62);
			const end = bytes.indexOf(0, start);
			const path = textOf(bytes.subarray(start, end));
			this.entries.set(path, {
				path,
				id: hexOf(bytes.subarray(at + 40, at + 60)),
				mode: view
					.getUint32(at + 24)
					.toString(8)
					.padStart(6, '0'),
				size: view.getUint32(at + 36),
				modified: view.getUint32(at + 8) * 1000 + view.getUint32(at + 12) / 1e6,
				ino: view.getUint32(at + 20)
			});
			at += Math.ceil((end - at + 1) / 8) * 8;
		}
	}

	/** Whether the file is surely as it was when it was hashed. */
	isFresh(entry: IndexEntry, facts: FileFacts): boolean {
		return (
			entry.size === facts.size &&
			Math.abs(entry.modified - facts.modified) < 0.001 &&
			entry.ino === facts.ino >>> 0 &&
			facts.modified < this.#written
		);
	}

	sorted(): IndexEntry[] {
		return [...this.entries.values()].sort((one, other) => compareBytes(one.path, other.path));
	}

	save(): void {
		const entries = this.sorted();
		const head = new DataView(new ArrayBuffer(12));
		head.setUint32(0, 0x44495243); // "DIRC"
		head.setUint32(4, 2);
		head.setUint32(8, entries.length);
		const body = joined([new Uint8Array(head.buffer), ...entries.map(entryBytes)]);
		this.#files.write(`${this.#path}.lock`, joined([body, sha1(body)]), 0o644);
		this.#files.rename(`${this.#path}.lock`, this.#path);
		this.#written = this.#files.lstat(this.#path)?.modified ?? 0;
	}
}

function entryBytes({ path, id, mode, size, modified, ino }: IndexEntry): Uint8Array {
	const name = bytesOf(path);
	const bytes = new Uint8Array(Math.ceil((62 + name.length + 1) / 8) * 8);
	const view = new DataView(bytes.buffer);
	const seconds = Math.floor(modified / 1000);
	const nanoseconds = Math.round((modified - seconds * 1000) * 1e6);
	for (const at of [0, 8]) {
		view.setUint32(at, seconds);
		view.setUint32(at + 4, Math.min(nanoseconds, 999_999_999));
	}
	view.setUint32(20, ino >>> 0);
	view.setUint32(24, parseInt(mode, 8));
	view.setUint32(36, size);
	bytes.set(bytesOfHex(id), 40);
	view.setUint16(60, Math.min(name.length, 0xfff));
	bytes.set(name, 62);
	return bytes;
}
