/**
 * What is posted, in a form that the browser can clone: ports, handles and objects of Node's library are taken out of it, and put back where it
 * is read. The rules and words are those of src/node_messaging.cc; the methods of the library's objects those of internal/worker/js_transferable.
 */
import type { Context } from '../context.ts';
import { coded } from '../coded.ts';
import { sharedSymbol } from '../shapes.ts';
import { replaced, someWithin } from './walk.ts';

export type BoxMemory = [inbox: SharedArrayBuffer, outbox: SharedArrayBuffer];
/** Stands for the object that `mark` is in the place of. */
type Guest = { mark: object } & (
	| { is: 'port'; port: globalThis.MessagePort; memory: BoxMemory | null }
	| { is: 'handle'; binding: string; kind: string; written: unknown }
	| { is: 'object'; info: string; data: unknown }
);
/** `own`: handles that both sides share as long as the letter stays in this thread, by guest. */
export type Letter = { body: unknown; guests: Guest[]; own: (object | undefined)[] };
export type Envelope = { letter: Letter; transfer: Transferable[] };
/** What internal/worker/js_transferable has of an object: what it is made of, and by whom. */
type Written = { data: unknown; deserializeInfo: string };

/** The ports of ports.ts. */
export type PortRoom = {
	is(value: object): boolean;
	isDetached(port: object): boolean;
	detach(port: object): [globalThis.MessagePort, BoxMemory | null];
	attach(port: globalThis.MessagePort, memory: BoxMemory | null): object;
	attachToContext(port: globalThis.MessagePort, memory: BoxMemory | null): object;
};

/** What a browser does not clone: proxies. process.env is one, but goes as a plain object. */
export type Kinds = { isProxy(value: object): boolean; isEnvironment(value: object): boolean };

/** Bits of BaseObject::TransferMode. */
const [TRANSFERABLE, CLONEABLE] = [1, 2];
const words = {
	unsupported: 'Cannot clone object of unsupported type.',
	unmovable: 'Cannot transfer object of unsupported type.',
	invalid: 'Found invalid value in transferList.',
	unlisted: 'Object that needs transfer was found in message but not listed in transferList',
	detached: 'MessagePort in transfer list is already detached',
	source: 'Transfer list contains source port',
	context: 'A message object could not be deserialized successfully in the target vm.Context'
};

export class Letters {
	readonly #context: Context;
	readonly #ports: PortRoom;
	readonly #Exception: () => typeof DOMException;
	readonly #kinds: Kinds;
	#create: (info: string) => object = () => ({});

	constructor(context: Context, ports: PortRoom, exception: () => typeof DOMException, kinds: Kinds) {
		this.#context = context;
		this.#ports = ports;
		this.#Exception = exception;
		this.#kinds = kinds;
	}

	/** Who makes an object of the library, from "module:Class". */
	set creator(create: (info: string) => object) {
		this.#create = create;
	}

	/** `source`: the port that it is posted to. What moves is gone from here afterwards. */
	write(value: unknown, list: readonly unknown[], source?: object): Envelope {
		const { buffers, moving } = this.#listed(list, source);
		const transfer: Transferable[] = [...buffers];
		const plain: Letter = { body: value, guests: [], own: [] };
		const isGuest = (item: unknown) =>
			typeof item === 'object' &&
			item !== null &&
			(this.#mode(item) !== undefined || this.#kinds.isEnvironment(item));
		if (moving.length === 0 && !someWithin(value, isGuest, this.#kinds.isProxy))
			return { letter: plain, transfer };
		this.#refuseFunctions(value);
		return this.#packed(value, moving, transfer);
	}

	#packed(value: unknown, found: object[], transfer: Transferable[]): Envelope {
		const moves = found.length;
		const marks = new Map<object, object>();
		const swap = (item: object) => {
			if (this.#kinds.isEnvironment(item)) {
				if (!marks.has(item)) marks.set(item, { ...item });
				return marks.get(item);
			}
			const mode = this.#mode(item);
			if (mode === undefined) return undefined;
			if (!marks.has(item)) {
				if (!found.includes(item)) {
					if ((mode & CLONEABLE) === 0)
						this.#refuse(mode & TRANSFERABLE ? words.unlisted : words.unsupported);
					found.push(item);
				}
				marks.set(item, {});
			}
			return marks.get(item);
		};
		const letter: Letter = { body: replaced(value, swap), guests: [], own: [] };
		for (let at = 0; at < found.length; at++) {
			const item = found[at] as object;
			const mark = marks.get(item) ?? {};
			marks.set(item, mark);
			if (this.#ports.is(item)) {
				const [port, memory] = this.#ports.detach(item);
				transfer.push(port);
				letter.guests.push({ mark, is: 'port', port, memory });
				continue;
			}
			const kind = this.#context.handles.of(item);
			if (kind) {
				const written = kind.shares ? undefined : kind.write(item);
				letter.guests.push({ mark, is: 'handle', binding: kind.binding, kind: kind.name, written });
				if (kind.shares) letter.own[at] = item;
				continue;
			}
			const { data, deserializeInfo: info } = this.#written(item, at < moves);
			letter.guests.push({ mark, is: 'object', info, data: replaced(data, swap) });
		}
		return { letter, transfer };
	}

	/** What lies in this thread alone is written down: the letter leaves it. */
	seal({ body, guests, own }: Letter): Pick<Letter, 'body' | 'guests'> {
		for (const [at, guest] of guests.entries()) {
			const handle = own[at];
			if (guest.is === 'handle' && handle)
				guest.written = this.#context.handles.named(guest.kind).write(handle);
		}
		return { body, guests };
	}

	/** `inContext`: of vm, which has none of the library's objects. @returns the value, and the ports that came with it */
	read({ body, guests, own }: Letter, inContext = false): [value: unknown, ports: object[]] {
		if (guests.length === 0) return [body, []];
		const objects = guests.map((guest, at) => own[at] ?? this.#made(guest, inContext));
		const places = new Map(guests.map(({ mark }, at) => [mark, objects[at] as object]));
		const swap = (item: object) => places.get(item);
		const value = replaced(body, swap);
		for (const [at, guest] of guests.entries())
			if (guest.is === 'object') this.#call(objects[at] as object, 'deserialize', replaced(guest.data, swap));
		return [value, objects.filter((object) => this.#ports.is(object))];
	}

	#made(guest: Guest, inContext: boolean): object {
		if (inContext && guest.is === 'port') return this.#ports.attachToContext(guest.port, guest.memory);
		if (inContext) throw coded(new Error(words.context), 'ERR_MESSAGE_TARGET_CONTEXT_UNAVAILABLE');
		switch (guest.is) {
			case 'port':
				return this.#ports.attach(guest.port, guest.memory);
			case 'handle':
				this.#context.internalBinding(guest.binding);
				return this.#context.handles.named(guest.kind).read(guest.written);
			case 'object':
				return this.#create(guest.info);
			default:
				return guest satisfies never;
		}
	}

	#written(item: object, moves: boolean): Written {
		const written = moves ? this.#call(item, 'transfer') : undefined;
		return (written ?? this.#call(item, 'clone')) as Written;
	}

	/** How an object goes; undefined = as any other value. */
	#mode(item: object): number | undefined {
		if (this.#ports.is(item)) return TRANSFERABLE;
		if (this.#kinds.isProxy(item)) return undefined;
		const kind = this.#context.handles.of(item);
		if (kind) return kind.moves ? TRANSFERABLE : CLONEABLE;
		// Any other handle goes nowhere.
		if (this.#context.resources.idOf(item) > 0) return 0;
		// What the engine itself clones is not marked.
		if (item instanceof ArrayBuffer) return undefined;
		return Reflect.get(item, sharedSymbol('node:transfer_mode')) as number | undefined;
	}

	#call(
		item: object,
		what: 'transfer' | 'clone' | 'deserialize' | 'transfer_list',
		...args: unknown[]
	): unknown {
		const method: unknown = Reflect.get(item, sharedSymbol(`messaging_${what}_symbol`));
		return typeof method === 'function' ? Reflect.apply(method, item, args) : undefined;
	}

	#listed(list: readonly unknown[], source?: object) {
		const buffers: ArrayBuffer[] = [];
		const moving: object[] = [];
		for (const item of list) {
			if (typeof item !== 'object' || item === null) this.#refuse(words.invalid);
			if (Reflect.get(item, sharedSymbol('node:untransferableObject')) !== undefined)
				this.#refuse(words.unmovable);
			if (item instanceof ArrayBuffer) {
				if (Reflect.get(item, 'detached') === true) this.#refuse(words.unmovable);
				if (buffers.includes(item)) this.#refuse('Transfer list contains duplicate ArrayBuffer');
				buffers.push(item);
				continue;
			}
			if (item === source) this.#refuse(words.source);
			if (this.#ports.is(item) && this.#ports.isDetached(item)) this.#refuse(words.detached);
			if (moving.includes(item)) this.#refuse(`Transfer list contains duplicate ${item.constructor.name}`);
			if (((this.#mode(item) ?? 0) & TRANSFERABLE) === 0) this.#refuse(words.invalid);
			moving.push(item);
		}
		for (const item of moving)
			for (const nested of (this.#call(item, 'transfer_list') ?? []) as object[])
				if (!moving.includes(nested)) moving.push(nested);
		return { buffers, moving };
	}

	/** Before anything is moved. */
	#refuseFunctions(value: unknown): void {
		const refuse = (item: unknown) =>
			typeof item === 'function' || typeof item === 'symbol'
				? this.#refuse(`${String(item)} could not be cloned.`)
				: false;
		const isClosed = (item: object) => this.#mode(item) !== undefined || this.#kinds.isProxy(item);
		someWithin(value, refuse, isClosed);
	}

	#refuse(message: string): never {
		throw new (this.#Exception())(message, 'DataCloneError');
	}
}
