/** Reads values in V8's format (tags.ts). */
import { decode, latin1ToString } from '../encoding.ts';
import { ByteReader } from './bytes.ts';
import { errorTypes, views } from './classes.ts';
import { FLAGS, IS_RESIZABLE, OLDEST, TRACKS_LENGTH, VERSION, VERSION_TAG, errorPart, tag } from './tags.ts';

export type ReaderHooks = { readHostObject(): object };

const FLAG_BITS = [...FLAGS].reduce((bits, flag, bit) => (flag === 'l' ? bits : bits | (1 << bit)), 0);

type ResizableBuffer = new (size: number, options: { maxByteLength: number }) => ArrayBuffer;

/** @throws V8's own error where something is not as it should be, and what `readHostObject` throws */
function malformed(): never {
	throw new Error('Unable to deserialize cloned data.');
}
const needed = <T>(value: T | undefined): T => value ?? malformed();

export class ValueReader {
	readonly bytes: ByteReader;
	/** 0 = no header was read. */
	version = 0;
	readonly #hooks: ReaderHooks;
	/** By number. */
	readonly #objects: (object | undefined)[] = [];
	readonly #moved = new Map<number, ArrayBufferLike>();

	constructor(bytes: Uint8Array, hooks: ReaderHooks) {
		this.bytes = new ByteReader(bytes);
		this.#hooks = hooks;
	}

	readHeader(): void {
		const isThere = this.bytes.bytes[this.bytes.at] === VERSION_TAG;
		if (isThere) {
			this.bytes.at++;
			this.version = this.bytes.uint32() ?? 0;
		}
		if (this.version < OLDEST || this.version > VERSION)
			throw new Error('Unable to deserialize cloned data due to invalid or unsupported version.');
	}

	/** What was written only by its number. */
	transfer(id: number, buffer: ArrayBufferLike): void {
		this.#moved.set(id, buffer);
	}

	/** A view stands after its buffer. */
	read(): unknown {
		const value = this.#value(this.#tag());
		const isBuffer = value instanceof ArrayBuffer || value instanceof SharedArrayBuffer;
		if (!isBuffer || this.#peek() !== tag.view) return value;
		this.#tag();
		return this.#view(value);
	}

	/** The next tag, which stays there; undefined at the end. */
	#peek(): number | undefined {
		const { bytes } = this.bytes;
		let { at } = this.bytes;
		while (bytes[at] === tag.padding) at++;
		return bytes[at];
	}

	#next(): number {
		return needed(this.#peek());
	}

	#tag(): number {
		for (;;) {
			const next = needed(this.bytes.byte());
			if (next !== tag.padding) return next;
		}
	}

	#uint32(): number {
		return needed(this.bytes.uint32());
	}

	#value(kind: number): unknown {
		switch (kind) {
			case tag.objectCount:
				this.#uint32();
				return this.read();
			case tag.undefined:
				return undefined;
			case tag.null:
				return null;
			case tag.true:
				return true;
			case tag.false:
				return false;
			case tag.int32: {
				const zigzag = this.#uint32();
				return (zigzag >>> 1) ^ -(zigzag & 1);
			}
			case tag.uint32:
				return this.#uint32();
			case tag.double:
				return needed(this.bytes.double());
			case tag.bigint:
				return needed(this.bytes.bigint());
			case tag.latin1:
				return latin1ToString(needed(this.bytes.raw(this.#uint32())));
			case tag.utf8:
				return decode(needed(this.bytes.raw(this.#uint32())), 'utf8');
			case tag.utf16:
				return this.#utf16();
			case tag.reference:
				return needed(this.#objects[this.#uint32()]);
			default:
				return this.#object(kind);
		}
	}

	#utf16(): string {
		const length = this.#uint32();
		return length % 2 === 0 ? decode(needed(this.bytes.raw(length)), 'utf16le') : malformed();
	}

	#string(): string {
		const value = this.read();
		return typeof value === 'string' ? value : malformed();
	}

	/** A place for what is inside to refer to, before it is read. */
	#remember<T extends object>(made: T): T {
		this.#objects.push(made);
		return made;
	}

	#object(kind: number): object {
		switch (kind) {
			case tag.object:
				return this.#properties(this.#remember({}), tag.objectEnd);
			case tag.sparseArray:
				return this.#array(tag.sparseArrayEnd);
			case tag.denseArray:
				return this.#array(tag.denseArrayEnd);
			case tag.date:
				return this.#remember(new Date(needed(this.bytes.double())));
			case tag.trueObject:
			case tag.falseObject:
				return this.#remember(Object(kind === tag.trueObject) as object);
			case tag.numberObject:
				return this.#remember(Object(needed(this.bytes.double())) as object);
			case tag.bigintObject:
				return this.#remember(Object(needed(this.bytes.bigint())) as object);
			case tag.stringObject:
				return this.#remember(Object(this.#string()) as object);
			case tag.regexp:
				return this.#regexp();
			case tag.map:
				return this.#map();
			case tag.set:
				return this.#set();
			case tag.arrayBuffer:
			case tag.resizableArrayBuffer:
				return this.#buffer(kind === tag.resizableArrayBuffer);
			case tag.transferredArrayBuffer:
			case tag.sharedArrayBuffer:
				return this.#remember(needed(this.#moved.get(this.#uint32())));
			case tag.error:
				return this.#error();
			case tag.hostObject:
				return this.#hostObject();
			default:
				return malformed();
		}
	}

	#properties<T extends object>(object: T, end: number): T {
		let count = 0;
		for (; this.#next() !== end; count++) {
			const key = this.read();
			if (typeof key !== 'string' && typeof key !== 'number') malformed();
			const value = this.read();
			if (!(key in object)) (object as Record<string, unknown>)[key] = value;
			else if (Object.hasOwn(object, key)) malformed();
			else
				Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
		}
		this.#tag();
		return this.#uint32() === count ? object : malformed();
	}

	#array(end: number): unknown[] {
		const length = this.#uint32();
		const isDense = end === tag.denseArrayEnd;
		if (isDense && length > this.bytes.bytes.length - this.bytes.at) malformed();
		const list = this.#remember<unknown[]>([]);
		for (let index = 0; isDense && index < length; index++) {
			if (this.#next() === tag.hole) this.#tag();
			else list[index] = this.read();
		}
		list.length = length;
		this.#properties(list, end);
		return this.#uint32() === length ? list : malformed();
	}

	#regexp(): RegExp {
		const number = this.#objects.push(undefined) - 1;
		const source = this.#string();
		const bits = this.#uint32();
		if ((bits & ~FLAG_BITS) !== 0) malformed();
		const flags = [...FLAGS].filter((_, bit) => bits & (1 << bit)).join('');
		return (this.#objects[number] = new RegExp(source, flags));
	}

	#map(): Map<unknown, unknown> {
		const map = this.#remember(new Map<unknown, unknown>());
		let count = 0;
		for (; this.#next() !== tag.mapEnd; count += 2) {
			const key = this.read();
			map.set(key, this.read());
		}
		this.#tag();
		return this.#uint32() === count ? map : malformed();
	}

	#set(): Set<unknown> {
		const set = this.#remember(new Set<unknown>());
		let count = 0;
		for (; this.#next() !== tag.setEnd; count++) set.add(this.read());
		this.#tag();
		return this.#uint32() === count ? set : malformed();
	}

	#buffer(isResizable: boolean): ArrayBuffer {
		const length = this.#uint32();
		const maxByteLength = isResizable ? this.#uint32() : length;
		const bytes = needed(this.bytes.raw(length));
		if (maxByteLength < length) malformed();
		const buffer = isResizable
			? new (ArrayBuffer as unknown as ResizableBuffer)(length, { maxByteLength })
			: new ArrayBuffer(length);
		new Uint8Array(buffer).set(bytes);
		return this.#remember(buffer);
	}

	#view(buffer: ArrayBufferLike): ArrayBufferView {
		const [code, offset, length] = [this.#uint32(), this.#uint32(), this.#uint32()];
		const flags = this.version >= 14 ? this.#uint32() : 0;
		const type = needed(views.get(code));
		const size = type.BYTES_PER_ELEMENT ?? 1;
		const { resizable } = buffer as { resizable?: boolean };
		if (offset + length > buffer.byteLength || offset % size > 0 || length % size > 0) malformed();
		if ((flags & (IS_RESIZABLE | TRACKS_LENGTH)) > 0 && !resizable) malformed();
		const isTracking = (flags & TRACKS_LENGTH) > 0;
		return this.#remember(new type(buffer, offset, isTracking ? undefined : length / size));
	}

	/** What it is, then its message; its stack and its cause, each where it has it. */
	#error(): Error {
		const number = this.#objects.push(undefined) - 1;
		let part = this.#uint32();
		const type = errorTypes.get(part);
		if (type) part = this.#uint32();
		const hasMessage = part === errorPart.message;
		const error = new (type ?? Error)(hasMessage ? this.#string() : undefined);
		this.#objects[number] = error;
		const hide = (name: string, value: unknown) =>
			Object.defineProperty(error, name, { value, writable: true, enumerable: false, configurable: true });
		hide('stack', undefined);
		if (hasMessage) part = this.#uint32();
		for (; part !== errorPart.end; part = this.#uint32()) {
			if (part === errorPart.stack) hide('stack', this.#string());
			else if (part === errorPart.cause) hide('cause', this.read());
			else malformed();
		}
		return error;
	}

	#hostObject(): object {
		const number = this.#objects.push(undefined) - 1;
		return (this.#objects[number] = this.#hooks.readHostObject());
	}
}
