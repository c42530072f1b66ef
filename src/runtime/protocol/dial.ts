/**
 * The dial of determinism: a sandbox in which two runs of one program print the same bytes. Time, chance, zone and language are taken from the
 * setting and from what the program did, never from the machine. What stays as it is: how fast things are, and so the order in which
 * processes that run side by side get their turns.
 *
 * The clock stands still but for two things: each time that it is read it goes on by STEP, so that a loop that waits for it ends; and when a timer
 * is due it is as late as the timer says. Waiting itself takes as long as ever.
 */
export type Dial = {
	/** Of everything random; any integer. */
	seed: number;
	/** Milliseconds since the epoch at which every process begins. */
	now: number;
};

/** Milliseconds. */
const STEP = 0.01;
/** Milliseconds: what was read while a worker was made ready is behind it. */
const BEGINNING = 100;
const LOCALE = 'en-US';
const ZONE = 'UTC';

/** One process's time, in milliseconds since it began. */
export class FixedClock {
	#elapsed = 0;

	/** What the process sees. */
	read(): number {
		this.#elapsed += STEP;
		return this.#elapsed;
	}
	/** Without being seen. */
	peek(): number {
		return this.#elapsed;
	}
	advanceTo(elapsed: number): void {
		this.#elapsed = Math.max(this.#elapsed, elapsed);
	}
}

/** Random 32-bit integers of a seed. https://prng.di.unimi.it/xoshiro128starstar.c, filled by splitmix32. */
export class Chance {
	readonly #state = new Uint32Array(4);

	/** `stream`: processes of one sandbox do not see the same numbers. */
	seed(seed: number, stream: number): void {
		let from = (seed ^ Math.imul(stream + 1, 0x9e3779b9)) >>> 0;
		for (let at = 0; at < 4; at++) {
			from = (from + 0x9e3779b9) >>> 0;
			let mixed = Math.imul(from ^ (from >>> 16), 0x21f0aaad);
			mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
			this.#state[at] = mixed ^ (mixed >>> 15);
		}
	}
	next(): number {
		const [a = 0, b = 0, c = 0, d = 0] = this.#state;
		const scaled = Math.imul(b, 5);
		const result = Math.imul((scaled << 7) | (scaled >>> 25), 9) >>> 0;
		const third = c ^ a;
		const fourth = d ^ b;
		this.#state.set([a ^ fourth, b ^ third, third ^ (b << 9), (fourth << 11) | (fourth >>> 21)]);
		return result;
	}
	/** In [0, 1), with 53 bits. */
	fraction(): number {
		return ((this.next() >>> 5) * 0x4000000 + (this.next() >>> 6)) / 0x20000000000000;
	}
	fill(bytes: Uint8Array): void {
		for (let at = 0; at < bytes.length; at++) bytes[at] = this.next() >>> 24;
	}
}

/** What a worker holds of the dial: its clock, and how it becomes a certain process. */
export type Turned = { clock: FixedClock; begin(stream: number): void };

/** Puts the dial's time and chance in place of the browser's, in this worker; before any other code keeps the browser's. */
export function turnDial(dial: Dial): Turned {
	const clock = new FixedClock();
	const chance = new Chance();
	chance.seed(dial.seed, 0);
	replace(Math, 'random', () => chance.fraction());
	replace(Performance.prototype, 'now', () => clock.read());
	Object.defineProperty(Performance.prototype, 'timeOrigin', { get: () => dial.now, configurable: true });
	replace(Crypto.prototype, 'getRandomValues', <T extends ArrayBufferView | null>(array: T): T => {
		if (array) chance.fill(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
		return array;
	});
	replace(Crypto.prototype, 'randomUUID', () => uuidOf(chance));
	fixDate(() => Math.trunc(dial.now + clock.read()));
	fixLanguage();
	return {
		clock,
		begin(stream) {
			clock.advanceTo(BEGINNING);
			chance.seed(dial.seed, stream);
		}
	};
}

/** Under the name of what it replaces, and as hard to see. */
function replace(owner: object, name: string, value: (...args: never[]) => unknown): void {
	Object.defineProperty(value, 'name', { value: name });
	Object.defineProperty(owner, name, { value, writable: true, configurable: true });
}

/** https://www.rfc-editor.org/rfc/rfc9562#section-5.4 */
function uuidOf(chance: Chance): `${string}-${string}-${string}-${string}-${string}` {
	const bytes = new Uint8Array(16);
	chance.fill(bytes);
	bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
	bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
	const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const FIELDS = ['FullYear', 'Month', 'Date', 'Hours', 'Minutes', 'Seconds', 'Milliseconds'];
/** A time that says which zone it is in, or a day alone, which is one of UTC. */
const ZONED = /(?:Z|GMT|UTC|[+-]\d\d:?\d\d)\s*(?:\(.*\))?$|^[+-]?\d{4,6}(?:-\d\d){0,2}$/i;

/** Date at the dial's time, in UTC wherever the machine is. */
function fixDate(now: () => number): void {
	const Native = Date;
	const prototype = Native.prototype as unknown as Record<string, (...args: unknown[]) => unknown>;
	for (const field of [...FIELDS, 'Day'])
		replace(prototype, `get${field}`, takeUtc(prototype, `getUTC${field}`));
	for (const field of FIELDS) replace(prototype, `set${field}`, takeUtc(prototype, `setUTC${field}`));
	replace(prototype, 'getTimezoneOffset', function (this: Date) {
		return Number.isNaN(this.getTime()) ? NaN : 0;
	} as () => number);
	const text = (cut: (utc: string) => string) =>
		function (this: Date) {
			return Number.isNaN(this.getTime()) ? 'Invalid Date' : cut(this.toUTCString());
		} as () => string;
	// "Thu, 01 Jan 1970 00:00:00 GMT"
	const day = (utc: string) => utc.replace(/^(\w+), (\d+) (\w+) (-?\d+) .*/, '$1 $3 $2 $4');
	const time = (utc: string) => `${utc.slice(-12)}+0000 (Coordinated Universal Time)`;
	replace(prototype, 'toDateString', text(day));
	replace(prototype, 'toTimeString', text(time));
	replace(
		prototype,
		'toString',
		text((utc) => `${day(utc)} ${time(utc)}`)
	);
	const nativeParse = Native.parse.bind(Native);
	const parse = (given: string) => {
		const local = new Native(nativeParse(given));
		const isLocal = !ZONED.test(given.trim()) && !Number.isNaN(local.getTime());
		// What the browser took for its own zone's. Its offset is asked for through Intl, since Date's is gone.
		return isLocal ? local.getTime() + offsetAt(local) : local.getTime();
	};
	const Fixed = new Proxy(Native, {
		apply: () => new Native(now()).toString(),
		construct(target, args: unknown[], newTarget: new () => object) {
			const [first] = args;
			if (args.length === 0) return Reflect.construct(target, [now()], newTarget);
			if (args.length > 1)
				return Reflect.construct(target, [Native.UTC(...(args as [number, number]))], newTarget);
			return Reflect.construct(target, [typeof first === 'string' ? parse(first) : first], newTarget);
		}
	});
	replace(Native, 'now', now);
	replace(Native, 'parse', parse);
	Object.defineProperty(prototype, 'constructor', { value: Fixed, writable: true, configurable: true });
	Object.defineProperty(globalThis, 'Date', { value: Fixed, writable: true, configurable: true });
}

function takeUtc(prototype: Record<string, (...args: unknown[]) => unknown>, name: string) {
	const utc = prototype[name];
	return function (this: Date, ...args: unknown[]) {
		return utc?.apply(this, args);
	} as () => unknown;
}

const NativeFormat = Intl.DateTimeFormat;

/** How far the machine's zone is east of UTC then. Milliseconds. */
function offsetAt(date: Date): number {
	const parts = new NativeFormat('en-US', {
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric'
	}).formatToParts(date);
	const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
	const there = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
	return there - Math.trunc(date.getTime() / 1000) * 1000;
}

type Formatter = new (locales?: unknown, options?: object) => object;

/** Where a program names no language or zone it has the dial's. */
function fixLanguage(): void {
	const intl = Intl as unknown as Record<string, Formatter | undefined>;
	for (const name of Object.getOwnPropertyNames(intl)) {
		const Native = intl[name];
		if (typeof Native !== 'function' || name === 'Locale' || !Native.prototype) continue;
		const given = ([locales, options]: unknown[]) => [
			locales ?? LOCALE,
			name === 'DateTimeFormat' ? { timeZone: ZONE, ...(options as object) } : options
		];
		const Fixed = new Proxy(Native, {
			apply: (target, self, args: unknown[]) => Reflect.apply(target as never, self, given(args)) as object,
			construct: (target, args: unknown[], newTarget: Formatter) =>
				Reflect.construct(target, given(args), newTarget)
		});
		Object.defineProperty(Native.prototype as object, 'constructor', {
			value: Fixed,
			writable: true,
			configurable: true
		});
		Object.defineProperty(intl, name, { value: Fixed, writable: true, configurable: true });
	}
	for (const [owner, names] of localized)
		for (const name of names) {
			const original = (owner as unknown as Record<string, (...args: unknown[]) => unknown>)[name];
			const at = name === 'localeCompare' ? 1 : 0;
			replace(owner, name, function (this: unknown, ...args: unknown[]) {
				args[at] ??= LOCALE;
				if (owner === Date.prototype) args[1] = { timeZone: ZONE, ...(args[1] as object | undefined) };
				return original?.apply(this, args);
			} as () => unknown);
		}
}

const localized: [object, string[]][] = [
	[Date.prototype, ['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString']],
	[Number.prototype, ['toLocaleString']],
	[BigInt.prototype, ['toLocaleString']],
	[Array.prototype, ['toLocaleString']],
	[String.prototype, ['localeCompare', 'toLocaleUpperCase', 'toLocaleLowerCase']]
];
