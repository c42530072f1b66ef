/** Bytes as V8's format has them: numbers in sevens of bits, the lowest first; strings by their widest character. */
import { tag } from './tags.ts';

const encoder = new TextEncoder();
/** Characters from which on the browser is asked. */
const LONG = 64;
const WORD = 64n;
const ALL = (1n << WORD) - 1n;

/** Room that a writer left behind: most write little, and making room takes longer. Another may begin before it is done. */
let spare: Uint8Array<ArrayBuffer> | null = null;
const SPARE = 64 * 1024;

/** Grows as needed. */
export class ByteWriter {
	#bytes: Uint8Array<ArrayBuffer>;
	#view: DataView;
	#length = 0;

	constructor() {
		this.#bytes = spare ?? new Uint8Array(4096);
		this.#view = new DataView(this.#bytes.buffer);
		spare = null;
	}

	/** What was written; then there is nothing, and no room. */
	release(): Uint8Array<ArrayBuffer> {
		const whole = this.#bytes.slice(0, this.#length);
		if (this.#bytes.length > 0 && this.#bytes.length <= SPARE) spare = this.#bytes;
		this.#bytes = new Uint8Array();
		this.#length = 0;
		return whole;
	}

	byte(value: number): void {
		this.#reserve(1);
		this.#bytes[this.#length++] = value;
	}

	/** Of a number below 0 the two's complement. */
	uint32(value: number): void {
		this.#reserve(5);
		let rest = value >>> 0;
		for (; rest > 127; rest >>>= 7) this.#bytes[this.#length++] = rest | 128;
		this.#bytes[this.#length++] = rest;
	}

	uint64(value: bigint): void {
		this.#reserve(10);
		let rest = BigInt.asUintN(64, value);
		for (; rest > 127n; rest >>= 7n) this.#bytes[this.#length++] = Number(rest & 127n) | 128;
		this.#bytes[this.#length++] = Number(rest);
	}

	double(value: number): void {
		this.#reserve(8);
		this.#view.setFloat64(this.#length, value, true);
		this.#length += 8;
	}

	raw(bytes: Uint8Array): void {
		this.#reserve(bytes.length);
		this.#bytes.set(bytes, this.#length);
		this.#length += bytes.length;
	}

	/** Sign and number of bytes, then words of 64 bits, the lowest first. */
	bigint(value: bigint): void {
		const words: bigint[] = [];
		for (let rest = value < 0n ? -value : value; rest > 0n; rest >>= WORD) words.push(rest & ALL);
		this.uint32((words.length * 16) | (value < 0n ? 1 : 0));
		this.#reserve(words.length * 8);
		for (const word of words) {
			this.#view.setBigUint64(this.#length, word, true);
			this.#length += 8;
		}
	}

	/** With its tag. Units of two bytes begin at an even place. */
	string(text: string): void {
		if (text.length >= LONG ? this.#ascii(text) : this.#latin1(text)) return;
		if (text.length >= LONG && this.#latin1(text)) return;
		const size = text.length * 2;
		if ((this.#length + 1 + lengthOf(size)) % 2 === 1) this.byte(tag.padding);
		this.byte(tag.utf16);
		this.uint32(size);
		this.#reserve(size);
		for (let index = 0; index < text.length; index++) {
			this.#view.setUint16(this.#length, text.charCodeAt(index), true);
			this.#length += 2;
		}
	}

	/** False, and nothing was written, where a character is wider. */
	#ascii(text: string): boolean {
		const before = this.#length;
		this.byte(tag.latin1);
		this.uint32(text.length);
		this.#reserve(text.length);
		const room = this.#bytes.subarray(this.#length, this.#length + text.length);
		const { read, written } = encoder.encodeInto(text, room);
		const isWhole = read === text.length && written === text.length;
		this.#length = isWhole ? this.#length + written : before;
		return isWhole;
	}

	#latin1(text: string): boolean {
		const before = this.#length;
		this.byte(tag.latin1);
		this.uint32(text.length);
		this.#reserve(text.length);
		for (let index = 0; index < text.length; index++) {
			const unit = text.charCodeAt(index);
			if (unit > 255) {
				this.#length = before;
				return false;
			}
			this.#bytes[this.#length++] = unit;
		}
		return true;
	}

	#reserve(size: number): void {
		const needed = this.#length + size;
		if (needed <= this.#bytes.length) return;
		const larger = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
		larger.set(this.#bytes.subarray(0, this.#length));
		this.#bytes = larger;
		this.#view = new DataView(larger.buffer);
	}
}

/** Bytes that `value` takes. */
function lengthOf(value: number): number {
	let length = 1;
	for (let rest = value >>> 7; rest > 0; rest >>>= 7) length++;
	return length;
}

/** Every method gives undefined, and stays where it is, where there are not so many bytes. */
export class ByteReader {
	readonly bytes: Uint8Array;
	readonly #view: DataView;
	at = 0;

	constructor(bytes: Uint8Array) {
		this.bytes = bytes;
		this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	}

	byte(): number | undefined {
		return this.at < this.bytes.length ? this.bytes[this.at++] : undefined;
	}

	/** What is more than 32 bits is left out. */
	uint32(): number | undefined {
		let value = 0;
		for (let shift = 0, at = this.at; at < this.bytes.length; shift += 7) {
			const byte = this.bytes[at++] ?? 0;
			if (shift < 32) value |= (byte & 127) << shift;
			if (byte > 127 && shift < 28) continue;
			this.at = at;
			return value >>> 0;
		}
		return undefined;
	}

	uint64(): bigint | undefined {
		let value = 0n;
		for (let shift = 0n, at = this.at; at < this.bytes.length; shift += 7n) {
			const byte = this.bytes[at++] ?? 0;
			value |= BigInt(byte & 127) << shift;
			if (byte > 127 && shift < 63n) continue;
			this.at = at;
			return BigInt.asUintN(64, value);
		}
		return undefined;
	}

	double(): number | undefined {
		if (this.at + 8 > this.bytes.length) return undefined;
		this.at += 8;
		return this.#view.getFloat64(this.at - 8, true);
	}

	bigint(): bigint | undefined {
		const head = this.uint32();
		const size = (head ?? 0) >>> 1;
		if (head === undefined || this.at + size > this.bytes.length) return undefined;
		let value = 0n;
		for (let at = this.at + size; at > this.at; at--) value = (value << 8n) | BigInt(this.bytes[at - 1] ?? 0);
		this.at += size;
		return head % 2 === 1 ? -value : value;
	}

	raw(length: number): Uint8Array | undefined {
		if (length > this.bytes.length - this.at) return undefined;
		this.at += length;
		return this.bytes.subarray(this.at - length, this.at);
	}
}
