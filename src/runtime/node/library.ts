/** Node's JavaScript library and what is known of the pinned Node, as scripts/node-library.mjs packed them. */
import type { PackedLibrary } from '../protocol/process.ts';

type Index = {
	node: string;
	sources: Record<string, [part: 'core' | 'rest', offset: number, length: number]>;
	facts: [offset: number, length: number];
};

/** See scripts/node-library-dump.cjs. */
export type Facts = {
	bindings: Record<string, unknown>;
	options: { values: unknown; info: unknown; embedder: unknown; envSettings: unknown; types: unknown };
	versions: Record<string, string>;
	release: Record<string, string>;
	config: unknown;
	features: Record<string, unknown>;
	allowedFlags: string[];
	builtinIds: string[];
	intrinsics: { globals: string[]; own: Record<string, string[]>; prototypes: Record<string, string[]> };
};

/** Bytes before the index. */
const HEADER = 8;

/** Sources lie in memory shared by all processes; a process decodes only those it loads. */
export class Library {
	readonly facts: Facts;
	readonly #core: Uint8Array;
	readonly #rest: Uint8Array;
	readonly #provideRest: () => void;
	#isRestThere = false;
	readonly #index: Index;
	readonly #start: number;
	readonly #decoder = new TextDecoder();

	/** `provideRest` comes back when the second part is there. */
	constructor({ core, rest }: PackedLibrary, provideRest: () => void) {
		this.#core = new Uint8Array(core);
		this.#rest = new Uint8Array(rest);
		this.#provideRest = provideRest;
		const length = new DataView(core).getUint32(0, true);
		this.#index = JSON.parse(this.#text(this.#core, HEADER, length)) as Index;
		this.#start = HEADER + length;
		const [offset, size] = this.#index.facts;
		this.facts = JSON.parse(this.#text(this.#core, this.#start + offset, size)) as Facts;
	}

	has(id: string): boolean {
		return Object.hasOwn(this.#index.sources, id);
	}

	/** The source of a built-in module; undefined where there is none. */
	source(id: string): string | undefined {
		const place = this.#index.sources[id];
		if (!place) return undefined;
		const [part, offset, length] = place;
		return part === 'core'
			? this.#text(this.#core, this.#start + offset, length)
			: this.#text(this.#loadedRest(), offset, length);
	}

	/** The same of something that must be there. */
	needed(id: string): string {
		const source = this.source(id);
		if (source === undefined) throw new Error(`Node's library was packed without ${id}`);
		return source;
	}

	#loadedRest(): Uint8Array {
		if (!this.#isRestThere) this.#provideRest();
		this.#isRestThere = true;
		return this.#rest;
	}

	/** TextDecoder refuses shared memory: copy out. */
	#text(bytes: Uint8Array, offset: number, length: number): string {
		return this.#decoder.decode(bytes.slice(offset, offset + length));
	}
}
