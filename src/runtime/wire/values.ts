/**
 * Values as bytes, for calls over shared memory (sync.ts), where structured clone is not available.
 *
 * Carries what the protocols use: undefined, null, booleans, numbers, strings (any, lone surrogates too), Uint8Array,
 * arrays and plain objects. Anything else throws: a protocol that needs more says so here first.
 *
 * One value is a tag byte and then (little-endian, no alignment):
 *
 *   | tag                          | follows                                  |
 *   | ---------------------------- | ---------------------------------------- |
 *   | UNDEFINED, NULL, FALSE, TRUE |                                          |
 *   | INT32                        | int32                                    |
 *   | FLOAT64                      | float64                                  |
 *   | LATIN1                       | uint32 n, n bytes                        |
 *   | UTF16                        | uint32 n, n code units of two bytes      |
 *   | BYTES                        | uint32 n, n bytes                        |
 *   | ARRAY                        | uint32 n, n values                       |
 *   | OBJECT                       | uint32 n, n pairs of string and value    |
 */
const UNDEFINED = 0;
const NULL = 1;
const FALSE = 2;
const TRUE = 3;
const INT32 = 4;
const FLOAT64 = 5;
const LATIN1 = 6;
const UTF16 = 7;
const BYTES = 8;
const ARRAY = 9;
const OBJECT = 10;

/** Arguments of one String.fromCharCode.apply; far below what a worker's stack takes. */
const APPLY_LIMIT = 8192;

/** The result is a view of a buffer that the next call reuses: copy it before encoding again. */
export function encodeValue(value: unknown): Uint8Array<ArrayBuffer> {
	encoder.at = 0;
	encoder.put(value);
	return encoder.bytes.subarray(0, encoder.at);
}

/** `bytes` may not be shared memory. Uint8Arrays in the result are copies. */
export function decodeValue(bytes: Uint8Array<ArrayBuffer>): unknown {
	return new Decoder(bytes).take();
}

class Encoder {
	bytes = new Uint8Array(64 * 1024);
	view = new DataView(this.bytes.buffer);
	at = 0;

	put(value: unknown): void {
		this.room(16);
		if (value === undefined) this.bytes[this.at++] = UNDEFINED;
		else if (value === null) this.bytes[this.at++] = NULL;
		else if (typeof value === 'boolean') this.bytes[this.at++] = value ? TRUE : FALSE;
		else if (typeof value === 'number') this.putNumber(value);
		else if (typeof value === 'string') this.putString(value);
		else if (value instanceof Uint8Array) this.putBytes(value);
		else if (Array.isArray(value)) this.putArray(value);
		else if (typeof value === 'object') this.putObject(value);
		else throw new TypeError(`Cannot encode a value of type "${typeof value}" for a blocking call`);
	}

	private room(size: number): void {
		if (this.at + size <= this.bytes.length) return;
		const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.at + size));
		grown.set(this.bytes.subarray(0, this.at));
		this.bytes = grown;
		this.view = new DataView(grown.buffer);
	}

	private head(tag: number, length: number): void {
		this.bytes[this.at] = tag;
		this.view.setUint32(this.at + 1, length, true);
		this.at += 5;
	}

	private putNumber(value: number): void {
		const small = (value | 0) === value && !Object.is(value, -0);
		this.bytes[this.at++] = small ? INT32 : FLOAT64;
		if (small) this.view.setInt32(this.at, value, true);
		else this.view.setFloat64(this.at, value, true);
		this.at += small ? 4 : 8;
	}

	private putString(value: string): void {
		this.room(5 + value.length * 2);
		const start = this.at + 5;
		for (let i = 0; i < value.length; i++) {
			const unit = value.charCodeAt(i);
			if (unit > 0xff) return this.putUtf16(value);
			this.bytes[start + i] = unit;
		}
		this.head(LATIN1, value.length);
		this.at += value.length;
	}

	private putUtf16(value: string): void {
		this.head(UTF16, value.length);
		for (let i = 0; i < value.length; i++, this.at += 2)
			this.view.setUint16(this.at, value.charCodeAt(i), true);
	}

	private putBytes(value: Uint8Array): void {
		this.room(5 + value.length);
		this.head(BYTES, value.length);
		this.bytes.set(value, this.at);
		this.at += value.length;
	}

	private putArray(value: unknown[]): void {
		this.head(ARRAY, value.length);
		for (const item of value) this.put(item);
	}

	private putObject(value: object): void {
		const entries = Object.entries(value);
		this.head(OBJECT, entries.length);
		for (const [key, item] of entries) {
			this.putString(key);
			this.put(item);
		}
	}
}

class Decoder {
	private readonly bytes: Uint8Array<ArrayBuffer>;
	private readonly view: DataView;
	private at = 0;

	constructor(bytes: Uint8Array<ArrayBuffer>) {
		this.bytes = bytes;
		this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	}

	take(): unknown {
		const tag = this.bytes[this.at++] as number;
		switch (tag) {
			case UNDEFINED:
				return undefined;
			case NULL:
				return null;
			case FALSE:
				return false;
			case TRUE:
				return true;
			case INT32:
				return this.view.getInt32((this.at += 4) - 4, true);
			case FLOAT64:
				return this.view.getFloat64((this.at += 8) - 8, true);
			case LATIN1:
				return latin1ToString(this.run(this.length()));
			case UTF16:
				return this.takeUtf16();
			case BYTES:
				return this.run(this.length()).slice();
			case ARRAY:
				return Array.from({ length: this.length() }, () => this.take());
			case OBJECT:
				return this.takeObject();
			default:
				throw new TypeError(`Cannot decode a value: unknown tag ${tag} at byte ${this.at - 1}`);
		}
	}

	private length(): number {
		return this.view.getUint32((this.at += 4) - 4, true);
	}

	private run(length: number): Uint8Array<ArrayBuffer> {
		return this.bytes.subarray(this.at, (this.at += length));
	}

	private takeUtf16(): string {
		const units = Array.from({ length: this.length() }, () => this.view.getUint16((this.at += 2) - 2, true));
		return unitsToString(units);
	}

	private takeObject(): Record<string, unknown> {
		const object: Record<string, unknown> = {};
		for (let left = this.length(); left > 0; left--) {
			const key = this.take() as string;
			const value = this.take();
			// Assigning "__proto__" would set the prototype.
			if (key === '__proto__')
				Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
			else object[key] = value;
		}
		return object;
	}
}

/** One character per byte. TextDecoder('latin1') is windows-1252 and so differs between 0x80 and 0x9f. */
export function latin1ToString(bytes: Uint8Array): string {
	return unitsToString(bytes);
}

function unitsToString(
	units: ArrayLike<number> & { slice(from: number, to: number): ArrayLike<number> }
): string {
	if (units.length <= APPLY_LIMIT) return String.fromCharCode.apply(null, units as number[]);
	let text = '';
	for (let at = 0; at < units.length; at += APPLY_LIMIT)
		text += String.fromCharCode.apply(null, units.slice(at, at + APPLY_LIMIT) as number[]);
	return text;
}

const encoder = new Encoder();
