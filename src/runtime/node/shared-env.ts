/**
 * process.env of threads that share one (SHARE_ENV): every one has a copy, and reads the memory again where somebody wrote.
 *
 *   | int32 | holds                                    |
 *   | ----- | ---------------------------------------- |
 *   | 0     | 1 = somebody reads or writes the rest    |
 *   | 1     | how often it was written                 |
 *   | 2     | bytes of the text, JSON, that follows    |
 */
import { locked } from './messages/lock.ts';

type Variables = Record<string, string>;

const [LOCK, VERSION, LENGTH] = [0, 1, 2];
const HEADER = 12;
/** Bytes; as much as Linux takes of arguments and variables together. */
const [INITIAL, MOST] = [65_536, 2_097_152];

class SharedEnvironment {
	readonly #memory: SharedArrayBuffer;
	readonly #words: Int32Array;
	readonly #variables: Variables;
	#version = 0;

	constructor(memory: SharedArrayBuffer, variables: Variables) {
		this.#memory = memory;
		this.#words = new Int32Array(memory, 0, HEADER / 4);
		this.#variables = variables;
	}

	refresh(): void {
		if (Atomics.load(this.#words, VERSION) !== this.#version) locked(this.#words, LOCK, () => this.#read());
	}
	change<T>(change: () => T): T {
		return locked(this.#words, LOCK, () => {
			this.#read();
			const result = change();
			this.#write();
			return result;
		});
	}

	#read(): void {
		const version = Atomics.load(this.#words, VERSION);
		if (version === this.#version) return;
		this.#version = version;
		// A decoder takes no shared memory.
		const bytes = new Uint8Array(this.#memory, HEADER, this.#words[LENGTH]).slice();
		for (const name of Object.keys(this.#variables)) Reflect.deleteProperty(this.#variables, name);
		Object.assign(this.#variables, JSON.parse(new TextDecoder().decode(bytes)) as Variables);
	}
	#write(): void {
		const bytes = new TextEncoder().encode(JSON.stringify(this.#variables));
		const end = HEADER + bytes.length;
		if (end > this.#memory.byteLength) this.#memory.grow(Math.min(MOST, end * 2));
		new Uint8Array(this.#memory).set(bytes, HEADER);
		this.#words[LENGTH] = bytes.length;
		this.#version = Atomics.add(this.#words, VERSION, 1) + 1;
	}
}

/** Memory for `variables`, to be shared. */
export function makeSharedEnvironment(variables: Variables): SharedArrayBuffer {
	const memory = new SharedArrayBuffer(INITIAL, { maxByteLength: MOST });
	new SharedEnvironment(memory, variables).change(() => {});
	return memory;
}

/** From here on the proxy with this handler, over `variables`, shows what lies in `memory`. */
export function followShared(
	handler: ProxyHandler<Variables>,
	variables: Variables,
	memory: SharedArrayBuffer
): void {
	const shared = new SharedEnvironment(memory, variables);
	const { set = Reflect.set, defineProperty = Reflect.defineProperty } = handler;
	const { deleteProperty = Reflect.deleteProperty } = handler;
	Object.assign(handler, {
		get(target, name) {
			shared.refresh();
			return Reflect.get(target, name) as unknown;
		},
		has(target, name) {
			shared.refresh();
			return Reflect.has(target, name);
		},
		ownKeys(target) {
			shared.refresh();
			return Reflect.ownKeys(target);
		},
		getOwnPropertyDescriptor(target, name) {
			shared.refresh();
			return Reflect.getOwnPropertyDescriptor(target, name);
		},
		set: (...given) => shared.change(() => set(...given)),
		defineProperty: (...given) => shared.change(() => defineProperty(...given)),
		deleteProperty: (...given) => shared.change(() => deleteProperty(...given))
	} satisfies ProxyHandler<Variables>);
}
