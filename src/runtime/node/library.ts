/** Node's JavaScript library and what is known of the pinned Node, as scripts/node-library.mjs packed them. */

type Index = {
	node: string;
	sources: Record<string, [offset: number, length: number]>;
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

/** Sources lie in memory shared by all processes; a process decodes only those it loads. */
export class Library {
	readonly facts: Facts;
	readonly #bytes: Uint8Array;
	readonly #index: Index;
	readonly #start: number;
	readonly #decoder = new TextDecoder();

	constructor(packed: SharedArrayBuffer) {
		this.#bytes = new Uint8Array(packed);
		const length = new DataView(packed).getUint32(0, true);
		this.#index = JSON.parse(this.#text(4, length)) as Index;
		this.#start = 4 + length;
		const [offset, size] = this.#index.facts;
		this.facts = JSON.parse(this.#text(this.#start + offset, size)) as Facts;
	}

	get ids(): string[] {
		return Object.keys(this.#index.sources);
	}

	/** The source of a built-in module; undefined where there is none. */
	source(id: string): string | undefined {
		const place = this.#index.sources[id];
		return place && this.#text(this.#start + place[0], place[1]);
	}

	/** TextDecoder refuses shared memory: copy out. */
	#text(offset: number, length: number): string {
		return this.#decoder.decode(this.#bytes.slice(offset, offset + length));
	}
}
