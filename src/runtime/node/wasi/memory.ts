/** The memory of a WebAssembly instance. It may grow, and be shared, so nothing of it is kept. What lies outside is EOVERFLOW. */
import { Refusal } from './codes.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export class Memory {
	readonly #memory: WebAssembly.Memory;

	constructor(memory: WebAssembly.Memory) {
		this.#memory = memory;
	}

	#view(at: number, length: number): DataView {
		const { buffer } = this.#memory;
		if (at + length > buffer.byteLength) throw new Refusal('EOVERFLOW');
		return new DataView(buffer, at, length);
	}

	/** Where bytes can be written. */
	bytes(at: number, length: number): Uint8Array {
		const { buffer, byteOffset } = this.#view(at, length);
		return new Uint8Array(buffer, byteOffset, length);
	}

	/** A copy. */
	read(at: number, length: number): Uint8Array<ArrayBuffer> {
		return Uint8Array.from(this.bytes(at, length));
	}

	text(at: number, length: number): string {
		return decoder.decode(this.read(at, length));
	}

	u8(at: number): number {
		return this.#view(at, 1).getUint8(0);
	}
	u16(at: number): number {
		return this.#view(at, 2).getUint16(0, true);
	}
	u32(at: number): number {
		return this.#view(at, 4).getUint32(0, true);
	}
	u64(at: number): bigint {
		return this.#view(at, 8).getBigUint64(0, true);
	}
	setU8(at: number, value: number): void {
		this.#view(at, 1).setUint8(0, value);
	}
	setU16(at: number, value: number): void {
		this.#view(at, 2).setUint16(0, value, true);
	}
	setU32(at: number, value: number): void {
		this.#view(at, 4).setUint32(0, value, true);
	}
	setU64(at: number, value: bigint): void {
		this.#view(at, 8).setBigUint64(0, value, true);
	}

	/** Pairs of address and length. */
	vectors(at: number, count: number): { at: number; length: number }[] {
		this.#view(at, count * 8);
		return Array.from({ length: count }, (_, index) => {
			const [start, length] = [this.u32(at + index * 8), this.u32(at + index * 8 + 4)];
			this.#view(start, length);
			return { at: start, length };
		});
	}

	/** Texts, each with a zero at its end, from `into` on; their addresses from `pointers` on. */
	strings(texts: string[], pointers: number, into: number): void {
		this.#view(pointers, texts.length * 4);
		this.#view(into, lengthOf(texts));
		let at = into;
		texts.forEach((text, index) => {
			this.setU32(pointers + index * 4, at);
			const bytes = encoder.encode(`${text}\0`);
			this.bytes(at, bytes.length).set(bytes);
			at += bytes.length;
		});
	}
}

/** Bytes that `strings` writes. */
export const lengthOf = (texts: string[]): number =>
	encoder.encode(texts.map((text) => `${text}\0`).join('')).length;
