/** Writes values in V8's format (tags.ts). */
import { kindOf, refusalOf } from './kinds.ts';
import { ByteWriter } from './bytes.ts';
import {
	FLAGS,
	IS_RESIZABLE,
	TRACKS_LENGTH,
	VERSION,
	VERSION_TAG,
	errorCodes,
	errorPart,
	tag,
	viewCodes
} from './tags.ts';

/** What the format leaves to whoever uses it. */
export type WriterHooks = {
	/** Nobody looks into it: a proxy. */
	isClosed(value: object): boolean;
	/** Says what an error is made of. */
	refuse(message: string): never;
	/** Writes a view, where `viewsAreHostObjects`. */
	writeHostObject(view: ArrayBufferView): void;
	sharedBufferId(buffer: SharedArrayBuffer): number;
};

/** Methods of newer languages than the types know of. */
type Resizable = ArrayBufferLike & { resizable?: boolean; detached?: boolean; maxByteLength: number };

export class ValueWriter {
	readonly bytes = new ByteWriter();
	viewsAreHostObjects = false;
	readonly #hooks: WriterHooks;
	readonly #numbers = new Map<object, number>();
	readonly #moved = new Map<object, number>();

	constructor(hooks: WriterHooks) {
		this.#hooks = hooks;
	}

	writeHeader(): void {
		this.bytes.byte(VERSION_TAG);
		this.bytes.uint32(VERSION);
	}

	/** Only the number of `buffer` is written: who reads has it. */
	transfer(id: number, buffer: ArrayBuffer): void {
		this.#moved.set(buffer, id);
	}

	/** @throws what `refuse` throws where something in it cannot be written, and what its getters throw */
	write(value: unknown): void {
		switch (typeof value) {
			case 'undefined':
				return this.bytes.byte(tag.undefined);
			case 'boolean':
				return this.bytes.byte(value ? tag.true : tag.false);
			case 'number':
				return this.#number(value);
			case 'bigint':
				this.bytes.byte(tag.bigint);
				return this.bytes.bigint(value);
			case 'string':
				return this.bytes.string(value);
			case 'object':
				return value === null ? this.bytes.byte(tag.null) : this.#object(value);
			case 'function':
			case 'symbol':
			default:
				return this.#hooks.refuse(refusalOf(value));
		}
	}

	#number(value: number): void {
		if (value !== (value | 0) || Object.is(value, -0)) return this.#double(value);
		this.bytes.byte(tag.int32);
		this.bytes.uint32((value << 1) ^ (value >> 31));
	}

	#double(value: number): void {
		this.bytes.byte(tag.double);
		this.bytes.double(value);
	}

	/** A view's buffer stands before it. */
	#object(value: object): void {
		const isView = ArrayBuffer.isView(value);
		if (isView && !this.viewsAreHostObjects && !this.#numbers.has(value)) this.#once(value.buffer);
		this.#once(value);
	}

	#once(value: object): void {
		const before = this.#numbers.get(value);
		if (before === undefined) {
			this.#numbers.set(value, this.#numbers.size);
			return this.#first(value);
		}
		this.bytes.byte(tag.reference);
		this.bytes.uint32(before);
	}

	#first(value: object): void {
		const { bytes } = this;
		const kind = kindOf(value, this.#hooks.isClosed);
		switch (kind) {
			case 'object':
				return this.#record(value as Record<string, unknown>);
			case 'array':
				return this.#array(value as unknown[]);
			case 'date':
				bytes.byte(tag.date);
				return bytes.double((value as Date).getTime());
			case 'boxed':
				return this.#boxed((value as { valueOf(): unknown }).valueOf());
			case 'regexp':
				return this.#regexp(value as RegExp);
			case 'map':
				bytes.byte(tag.map);
				return this.#all([...(value as Map<unknown, unknown>)].flat(), tag.mapEnd);
			case 'set':
				bytes.byte(tag.set);
				return this.#all([...(value as Set<unknown>)], tag.setEnd);
			case 'buffer':
				return this.#buffer(value as ArrayBuffer);
			case 'shared': {
				const id = this.#hooks.sharedBufferId(value as SharedArrayBuffer);
				bytes.byte(tag.sharedArrayBuffer);
				return bytes.uint32(id);
			}
			case 'view':
				return this.#view(value as ArrayBufferView);
			case 'error':
				return this.#error(value as Error);
			case 'refused':
				return this.#hooks.refuse(refusalOf(value));
			default:
				kind satisfies never;
		}
	}

	#record(value: Record<string, unknown>): void {
		this.bytes.byte(tag.object);
		const count = this.#properties(value, Object.keys(value));
		this.bytes.byte(tag.objectEnd);
		this.bytes.uint32(count);
	}

	/** Getters may take away others: those are not written. */
	#properties(value: object, keys: readonly string[]): number {
		let count = 0;
		for (const key of keys) {
			if (!Object.hasOwn(value, key)) continue;
			const item = (value as Record<string, unknown>)[key];
			this.write(isIndex(key) ? Number(key) : key);
			this.write(item);
			count++;
		}
		return count;
	}

	#array(list: unknown[]): void {
		const { bytes } = this;
		const { length } = list;
		const keys = Object.keys(list);
		const isDense = keys.length >= length && (length === 0 || keys[length - 1] === String(length - 1));
		bytes.byte(isDense ? tag.denseArray : tag.sparseArray);
		bytes.uint32(length);
		if (isDense) this.#items(list, length);
		const count = this.#properties(list, isDense ? keys.slice(length) : keys);
		bytes.byte(isDense ? tag.denseArrayEnd : tag.sparseArrayEnd);
		bytes.uint32(count);
		bytes.uint32(length);
	}

	/** An array of numbers of which not all are small is one of doubles to V8. */
	#items(list: readonly unknown[], length: number): void {
		const isDoubles = list.every((item) => typeof item === 'number') && !list.every(isSmall);
		for (let index = 0; index < length; index++) {
			if (isDoubles) this.#double(list[index] as number);
			else if (Object.hasOwn(list, index)) this.write(list[index]);
			else this.bytes.byte(tag.hole);
		}
	}

	#all(items: readonly unknown[], end: number): void {
		for (const item of items) this.write(item);
		this.bytes.byte(end);
		this.bytes.uint32(items.length);
	}

	#boxed(value: unknown): void {
		const { bytes } = this;
		if (typeof value === 'boolean') return bytes.byte(value ? tag.trueObject : tag.falseObject);
		if (typeof value === 'number') {
			bytes.byte(tag.numberObject);
			return bytes.double(value);
		}
		if (typeof value === 'bigint') {
			bytes.byte(tag.bigintObject);
			return bytes.bigint(value);
		}
		bytes.byte(tag.stringObject);
		bytes.string(String(value));
	}

	#regexp({ source, flags }: RegExp): void {
		this.bytes.byte(tag.regexp);
		this.bytes.string(source);
		this.bytes.uint32([...flags].reduce((bits, flag) => bits | (1 << FLAGS.indexOf(flag)), 0));
	}

	#buffer(buffer: ArrayBuffer): void {
		const { bytes } = this;
		const moved = this.#moved.get(buffer);
		const { resizable, detached, maxByteLength } = buffer as Resizable;
		if (moved !== undefined) {
			bytes.byte(tag.transferredArrayBuffer);
			return bytes.uint32(moved);
		}
		if (detached) this.#hooks.refuse('An ArrayBuffer is detached and could not be cloned.');
		bytes.byte(resizable ? tag.resizableArrayBuffer : tag.arrayBuffer);
		bytes.uint32(buffer.byteLength);
		if (resizable) bytes.uint32(maxByteLength);
		bytes.raw(new Uint8Array(buffer));
	}

	#view(view: ArrayBufferView): void {
		const { bytes } = this;
		if (this.viewsAreHostObjects) {
			bytes.byte(tag.hostObject);
			return this.#hooks.writeHostObject(view);
		}
		const code = viewCodes[classOf(view)];
		if (code === undefined) return this.#hooks.refuse(refusalOf(view));
		const { resizable } = view.buffer as Resizable;
		bytes.byte(tag.view);
		bytes.uint32(code);
		bytes.uint32(view.byteOffset);
		bytes.uint32(view.byteLength);
		bytes.uint32(resizable ? IS_RESIZABLE | (tracksLength(view) ? TRACKS_LENGTH : 0) : 0);
	}

	#error(error: Error): void {
		const { bytes } = this;
		const [message, cause] = [ownValue(error, 'message'), ownValue(error, 'cause')];
		bytes.byte(tag.error);
		const code = errorCodes[String(error.name)];
		if (code !== undefined) bytes.uint32(code);
		if (message) {
			bytes.uint32(errorPart.message);
			bytes.string(String(message.value));
		}
		const { stack } = error;
		if (typeof stack === 'string') {
			bytes.uint32(errorPart.stack);
			bytes.string(stack);
		}
		if (cause) {
			bytes.uint32(errorPart.cause);
			this.write(cause.value);
		}
		bytes.uint32(errorPart.end);
	}
}

const isSmall = (value: unknown): boolean =>
	typeof value === 'number' && value === (value | 0) && !Object.is(value, -0);

const [ZERO, NINE] = [48, 57];

/** Of an array: below 2 ** 32 - 1. */
function isIndex(key: string): boolean {
	const first = key.charCodeAt(0);
	if (!(first >= ZERO && first <= NINE)) return false;
	const number = Number(key) >>> 0;
	return String(number) === key && number !== 0xffffffff;
}

function ownValue(object: object, name: string): { value: unknown } | null {
	const described = Reflect.getOwnPropertyDescriptor(object, name);
	return described && 'value' in described ? { value: described.value as unknown } : null;
}

const TypedArray = Object.getPrototypeOf(Uint8Array.prototype) as object;
const nameOfTyped = Object.getOwnPropertyDescriptor(TypedArray, Symbol.toStringTag)?.get;

/** What it is, whatever it calls itself. */
const classOf = (view: ArrayBufferView): string =>
	(nameOfTyped?.call(view) as string | undefined) ?? 'DataView';

/** Where its buffer grew, it would too: there is no other way to ask. */
function tracksLength(view: ArrayBufferView): boolean {
	const { buffer, byteOffset, byteLength } = view;
	const size = (view as Partial<Uint8Array>).BYTES_PER_ELEMENT ?? 1;
	return byteOffset + byteLength > buffer.byteLength - size;
}
