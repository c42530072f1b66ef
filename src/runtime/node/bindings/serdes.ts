/** v8.serialize and what stands on it (node:test's children, advanced IPC): V8's framing around values in a form of our own. */
import type { BindingFactory } from '../context.ts';
import { decodePlain, encodePlain } from '../plain.ts';

const [VERSION_TAG, VERSION] = [0xff, 0x0f];

type BufferClass = {
	concat(parts: Uint8Array[]): Uint8Array;
	from(bytes: ArrayBuffer): Uint8Array;
	isBuffer(value: unknown): boolean;
};
type Bytes = Uint8Array<ArrayBuffer>;

// eslint-disable-next-line max-lines-per-function -- a class that closes over its process; its methods are short
export const serdes: BindingFactory = ({ requireBuiltin }) => {
	const buffer = () => requireBuiltin('buffer') as { Buffer: BufferClass };
	const uint32 = (value: number) => {
		const bytes = new Uint8Array(4);
		new DataView(bytes.buffer).setUint32(0, value);
		return bytes;
	};

	class Serializer {
		#parts: Uint8Array[] = [];
		#keepsBuffers = false;
		writeHeader() {
			this.#parts.push(Uint8Array.of(VERSION_TAG, VERSION));
		}
		writeValue(value: unknown) {
			const bytes = encodePlain(
				value,
				this.#keepsBuffers ? (view) => buffer().Buffer.isBuffer(view) : undefined
			);
			this.#parts.push(uint32(bytes.length), bytes);
			return true;
		}
		releaseBuffer() {
			const whole = buffer().Buffer.concat(this.#parts);
			this.#parts = [];
			return whole;
		}
		writeUint32(value: number) {
			this.#parts.push(uint32(value));
		}
		writeUint64(high: number, low: number) {
			this.#parts.push(uint32(high), uint32(low));
		}
		writeDouble(value: number) {
			this.#parts.push(new Uint8Array(Float64Array.of(value).buffer));
		}
		writeRawBytes(bytes: Uint8Array) {
			this.#parts.push(new Uint8Array(bytes));
		}
		transferArrayBuffer() {}
		/** Who writes views itself tells a Buffer from other bytes. */
		_setTreatArrayBufferViewsAsHostObjects(on: boolean) {
			this.#keepsBuffers = on;
		}
	}

	class Deserializer {
		readonly buffer: Bytes;
		#at = 0;
		constructor(bytes: Bytes) {
			this.buffer = bytes;
		}
		readHeader() {
			if (this.buffer[this.#at] !== VERSION_TAG)
				throw new Error('Unable to deserialize cloned data due to invalid or unsupported version.');
			this.#at += 2;
			return true;
		}
		readValue() {
			const length = this.readUint32();
			const bytes = this.buffer.subarray(this.#at, this.#at + length);
			this.#at += length;
			return decodePlain(bytes, (inside) => buffer().Buffer.from(inside));
		}
		getWireFormatVersion() {
			return VERSION;
		}
		readUint32() {
			this.#at += 4;
			return new DataView(this.buffer.buffer, this.buffer.byteOffset).getUint32(this.#at - 4);
		}
		readUint64() {
			return [this.readUint32(), this.readUint32()];
		}
		readDouble() {
			this.#at += 8;
			return new DataView(this.buffer.buffer, this.buffer.byteOffset).getFloat64(this.#at - 8, true);
		}
		/** The library copies the bytes from here itself. */
		_readRawBytes(length: number) {
			this.#at += length;
			return this.#at - length;
		}
		transferArrayBuffer() {}
	}
	return { Serializer, Deserializer };
};
