/** Loose objects: blobs, trees, commits, tags. https://git-scm.com/docs/gitformat-loose */
import { sha1 } from '@noble/hashes/legacy.js';
import { unzlibSync, zlibSync } from 'fflate';
import { joined } from '../wire/bytes.ts';
import { bytesOf, bytesOfHex, fatal, hexOf, textOf, type GitFiles } from './system.ts';

export type ObjectType = 'blob' | 'tree' | 'commit' | 'tag';
/** SHA-1, hex. */
export type Id = string;

export type TreeEntry = { mode: string; name: string; id: Id };

export type Person = {
	name: string;
	email: string;
	/** Seconds since the epoch. */ time: number;
	zone: string;
};

export type Commit = { tree: Id; parents: Id[]; author: Person; committer: Person; message: string };

export const ZERO: Id = '0'.repeat(40);
export const EMPTY_TREE: Id = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';
/** Quick rather than small: the sandbox's files are in memory as they are. */
const LEVEL = 1;

const framed = (type: ObjectType, body: Uint8Array) => joined([bytesOf(`${type} ${body.length}\0`), body]);

export function idOf(type: ObjectType, body: Uint8Array): Id {
	return hexOf(sha1(framed(type, body)));
}

export class Objects {
	readonly #files: GitFiles;
	readonly #folder: string;
	readonly #read = new Map<Id, { type: ObjectType; body: Uint8Array }>();

	/** @param folder `.git` */
	constructor(files: GitFiles, folder: string) {
		this.#files = files;
		this.#folder = `${folder}/objects`;
	}

	#path(id: Id): string {
		return `${this.#folder}/${id.slice(0, 2)}/${id.slice(2)}`;
	}

	has(id: Id): boolean {
		return id === EMPTY_TREE || this.#files.lstat(this.#path(id)) !== null;
	}

	write(type: ObjectType, body: Uint8Array): Id {
		const bytes = framed(type, body);
		const id = hexOf(sha1(bytes));
		const path = this.#path(id);
		if (this.#files.lstat(path)) return id;
		this.#files.mkdir(path.slice(0, path.lastIndexOf('/')));
		this.#files.write(path, zlibSync(bytes, { level: LEVEL }), 0o444);
		return id;
	}

	read(id: Id): { type: ObjectType; body: Uint8Array } {
		const known = this.#read.get(id);
		if (known) return known;
		if (id === EMPTY_TREE) return { type: 'tree', body: new Uint8Array() };
		if (!this.#files.lstat(this.#path(id))) throw fatal(this.#missing(id));
		const bytes = unzlibSync(this.#files.read(this.#path(id)));
		const end = bytes.indexOf(0);
		const [type = ''] = textOf(bytes.subarray(0, end)).split(' ');
		const object = { type: type as ObjectType, body: bytes.subarray(end + 1) };
		this.#read.set(id, object);
		return object;
	}

	/** Packs come from other gits: ours makes none and reads none. */
	#missing(id: Id): string {
		const packs = this.#files.lstat(`${this.#folder}/pack`) ? this.#files.list(`${this.#folder}/pack`) : [];
		const isPacked = packs.some((name) => name.endsWith('.pack'));
		return isPacked
			? `object ${id} is not a loose one: packed repositories are not supported in the browser`
			: `bad object ${id}`;
	}

	blob(id: Id): Uint8Array {
		return this.read(id).body;
	}

	tree(id: Id): TreeEntry[] {
		const { body } = this.read(id);
		const entries: TreeEntry[] = [];
		for (let at = 0; at < body.length;) {
			const space = body.indexOf(32, at);
			const end = body.indexOf(0, space);
			entries.push({
				mode: textOf(body.subarray(at, space)).padStart(6, '0'),
				name: textOf(body.subarray(space + 1, end)),
				id: hexOf(body.subarray(end + 1, end + 21))
			});
			at = end + 21;
		}
		return entries;
	}

	/** Entries in git's order: directories as if their name ended with "/". */
	writeTree(entries: readonly TreeEntry[]): Id {
		const key = ({ mode, name }: TreeEntry) => (mode === '040000' ? `${name}/` : name);
		const sorted = [...entries].sort((one, other) => compareBytes(key(one), key(other)));
		return this.write(
			'tree',
			joined(
				sorted.flatMap(({ mode, name, id }) => [
					bytesOf(`${mode.replace(/^0/, '')} ${name}\0`),
					bytesOfHex(id)
				])
			)
		);
	}

	commit(id: Id): Commit {
		const { type, body } = this.read(id);
		const text = textOf(body);
		if (type === 'tag') return this.commit(/^object (\w+)/.exec(text)?.[1] ?? '');
		if (type !== 'commit') throw fatal(`object ${id} is a ${type}, not a commit`);
		const end = text.indexOf('\n\n');
		const lines = text.slice(0, end).split('\n');
		const of = (name: string) =>
			lines.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1));
		return {
			tree: of('tree')[0] ?? '',
			parents: of('parent'),
			author: parsePerson(of('author')[0] ?? ''),
			committer: parsePerson(of('committer')[0] ?? ''),
			message: text.slice(end + 2)
		};
	}

	writeCommit({ tree, parents, author, committer, message }: Commit): Id {
		const lines = [
			`tree ${tree}`,
			...parents.map((parent) => `parent ${parent}`),
			`author ${personLine(author)}`,
			`committer ${personLine(committer)}`
		];
		return this.write('commit', bytesOf(`${lines.join('\n')}\n\n${message}`));
	}

	/** Ids of all objects that begin with `prefix`. */
	matching(prefix: string): Id[] {
		const folder = `${this.#folder}/${prefix.slice(0, 2)}`;
		if (prefix.length < 4 || !this.#files.lstat(folder)) return [];
		return this.#files
			.list(folder)
			.map((name) => prefix.slice(0, 2) + name)
			.filter((id) => id.startsWith(prefix));
	}
}

const personLine = ({ name, email, time, zone }: Person) => `${name} <${email}> ${time} ${zone}`;

function parsePerson(line: string): Person {
	const [, name = '', email = '', time = '0', zone = '+0000'] =
		/^(.*?) ?<(.*)> (\d+) ([-+]\d{4})$/.exec(line) ?? [];
	return { name, email, time: Number(time), zone };
}

/** By bytes of UTF-8, as git sorts. */
export function compareBytes(one: string, other: string): number {
	const isPlain = one < other ? -1 : one > other ? 1 : 0;
	// UTF-16 order differs only where surrogates are.
	if (!/[\ud800-\udfff]/.test(one + other)) return isPlain;
	const [a, b] = [bytesOf(one), bytesOf(other)];
	for (let at = 0; at < Math.min(a.length, b.length); at++)
		if (a[at] !== b[at]) return (a[at] ?? 0) - (b[at] ?? 0);
	return a.length - b.length;
}
