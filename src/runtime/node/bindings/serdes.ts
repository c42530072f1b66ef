/** The classes under v8.serialize: V8's format (../clone) with hooks of Node's library. src/node_serdes.cc */
import { coded } from '../coded.ts';
import { ValueReader } from '../clone/reader.ts';
import { ValueWriter } from '../clone/writer.ts';
import type { BindingFactory, Context } from '../context.ts';
import { bytesOf } from '../encoding.ts';
import type { Internals } from '../internals.ts';
import { native } from '../native.ts';

/** What a program may have put beside the methods below. */
type Hooks = {
	_getDataCloneError?: (message: string) => unknown;
	_writeHostObject?: (view: ArrayBufferView) => void;
	_getSharedArrayBufferId?: (buffer: SharedArrayBuffer) => unknown;
	_readHostObject?: () => unknown;
};
type BufferClass = { from(bytes: ArrayBuffer): Uint8Array };

function wrongType(message: string): never {
	throw coded(new TypeError(message), 'ERR_INVALID_ARG_TYPE');
}
function failed(method: string): never {
	throw new Error(`${method}() failed`);
}

/** As V8's own delegate refuses what nobody has a hook for. */
function unclonable(value: object): never {
	throw new Error(`#<${value.constructor.name}> could not be cloned.`);
}

function viewed(value: unknown, name: string): Uint8Array {
	return ArrayBuffer.isView(value) ? bytesOf(value) : wrongType(`${name} must be a TypedArray or a DataView`);
}

/** A class that cannot be called: the words are Node's. */
function newOnly<T extends abstract new (...args: never[]) => unknown>(type: T, name: string): T {
	return new native.Proxy(type, {
		apply() {
			const text = `Class constructor ${name} cannot be invoked without 'new'`;
			throw coded(new TypeError(text), 'ERR_CONSTRUCT_CALL_REQUIRED');
		}
	});
}

function serializerClass(isClosed: (value: object) => boolean, { requireBuiltin }: Context) {
	return class Serializer {
		readonly #writer: ValueWriter;
		constructor() {
			const hooks = this as Hooks;
			this.#writer = new ValueWriter({
				isClosed,
				refuse: (message) => {
					throw hooks._getDataCloneError?.(message);
				},
				writeHostObject: (view) => {
					if (!hooks._writeHostObject) return unclonable(view);
					hooks._writeHostObject(view);
				},
				sharedBufferId: (buffer) =>
					hooks._getSharedArrayBufferId
						? Number(hooks._getSharedArrayBufferId(buffer)) >>> 0
						: unclonable(buffer)
			});
		}
		writeHeader() {
			this.#writer.writeHeader();
		}
		writeValue(value: unknown) {
			this.#writer.write(value);
			return true;
		}
		releaseBuffer() {
			const { Buffer } = requireBuiltin('buffer') as { Buffer: BufferClass };
			return Buffer.from(this.#writer.bytes.release().buffer);
		}
		writeUint32(value: unknown) {
			this.#writer.bytes.uint32(Number(value));
		}
		writeUint64(high: unknown, low: unknown) {
			const [upper, lower] = [Number(high) >>> 0, Number(low) >>> 0];
			this.#writer.bytes.uint64((BigInt(upper) << 32n) | BigInt(lower));
		}
		writeDouble(value: unknown) {
			this.#writer.bytes.double(Number(value));
		}
		writeRawBytes(bytes: unknown) {
			this.#writer.bytes.raw(viewed(bytes, 'source'));
		}
		transferArrayBuffer(id: unknown, buffer: unknown) {
			if (!(buffer instanceof ArrayBuffer)) return wrongType('arrayBuffer must be an ArrayBuffer');
			this.#writer.transfer(Number(id) >>> 0, buffer);
		}
		_setTreatArrayBufferViewsAsHostObjects(on: unknown) {
			this.#writer.viewsAreHostObjects = Boolean(on);
		}
	};
}

function deserializerClass() {
	return class Deserializer {
		readonly buffer: unknown;
		readonly #reader: ValueReader;
		constructor(buffer: unknown) {
			const hooks = this as Hooks;
			const bytes = viewed(buffer, 'buffer');
			this.buffer = buffer;
			this.#reader = new ValueReader(bytes, {
				readHostObject: () => {
					if (!hooks._readHostObject) throw new Error('Unable to deserialize cloned data.');
					const value = hooks._readHostObject();
					if (typeof value === 'function' || (typeof value === 'object' && value !== null)) return value;
					throw new TypeError('readHostObject must return an object');
				}
			});
		}
		readHeader() {
			this.#reader.readHeader();
			return true;
		}
		readValue() {
			return this.#reader.read();
		}
		getWireFormatVersion() {
			return this.#reader.version;
		}
		readUint32() {
			return this.#reader.bytes.uint32() ?? failed('ReadUint32');
		}
		readUint64() {
			const value = this.#reader.bytes.uint64() ?? failed('ReadUint64');
			return [Number(value >> 32n), Number(value & 0xffffffffn)];
		}
		readDouble() {
			return this.#reader.bytes.double() ?? failed('ReadDouble');
		}
		/** Where they are: the library copies them itself. */
		_readRawBytes(length: unknown) {
			const { bytes } = this.#reader;
			const start = bytes.at;
			if (!bytes.raw(Number(length))) failed('ReadRawBytes');
			return start;
		}
		transferArrayBuffer(id: unknown, buffer: unknown) {
			if (!(buffer instanceof ArrayBuffer) && !(buffer instanceof SharedArrayBuffer))
				return wrongType('arrayBuffer must be an ArrayBuffer or SharedArrayBuffer');
			this.#reader.transfer(Number(id) >>> 0, buffer);
		}
	};
}

export const serdes =
	({ proxies, namespaces }: Internals): BindingFactory =>
	(context) => {
		const isClosed = (value: object) => proxies.has(value) || namespaces.has(value);
		return {
			Serializer: newOnly(serializerClass(isClosed, context), 'Serializer'),
			Deserializer: newOnly(deserializerClass(), 'Deserializer')
		};
	};
