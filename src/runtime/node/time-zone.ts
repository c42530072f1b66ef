/**
 * The zone that process.env.TZ names, for Date and Intl. An engine in a browser has one zone for good, so what tells or takes local times is
 * replaced once somebody names another; a process that names none has the browser's own Date.
 */
import { native } from './native.ts';

type Method = (...args: unknown[]) => unknown;
type Methods = Record<string, Method>;

const FIELDS = ['FullYear', 'Month', 'Date', 'Hours', 'Minutes', 'Seconds', 'Milliseconds'];
/** Milliseconds; where it changes, a zone's offset does so at a quarter of an hour. */
const [QUARTER, DAY] = [900_000, 86_400_000];
/** The last time of a Date, in milliseconds. */
const LAST = 8.64e15;
/** Offsets kept. */
const MOST = 10_000;
/** A text that says its zone, or a day alone, which is one of UTC. */
const ZONED = /(?:Z|GMT|UTC|[+-]\d\d:?\d\d)\s*(?:\(.*\))?$|^[+-]?\d{4,6}(?:-\d\d){0,2}$/i;

/** Puts `method` in the place of what it is made of, as hard to see. */
function replace(
	owner: Methods,
	name: string,
	make: (original: Method) => (self: Date, args: unknown[]) => unknown
) {
	const original = owner[name];
	if (!original) return;
	const call = make(original);
	const value = {
		[name](this: Date, ...args: unknown[]) {
			return call(this, args);
		}
	}[name] as Method;
	Object.defineProperty(value, 'length', { value: original.length, configurable: true });
	Object.defineProperty(owner, name, { value, writable: true, configurable: true });
}

const NUMBERS = {
	era: 'short',
	year: 'numeric',
	month: 'numeric',
	day: 'numeric',
	hour: 'numeric',
	minute: 'numeric',
	second: 'numeric',
	hourCycle: 'h23'
} as const;

export class TimeZone {
	/** null = the browser's. */
	#zone: string | null = null;
	#isInstalled = false;
	readonly #offsets = new Map<number, number>();
	/** As they were before the program could replace them. */
	readonly #Date = Date;
	readonly #Format = Intl.DateTimeFormat;
	readonly #methods = methodsOf(Date.prototype);
	/** What a time is in the zone, and what the zone is called then. */
	#fields: Intl.DateTimeFormat | null = null;
	#name: Intl.DateTimeFormat | null = null;

	/** Of process.env.TZ; undefined = it is not set. */
	set(name: string | undefined): void {
		const zone = name === undefined ? null : this.#known(name);
		if (!this.#isInstalled) {
			if (zone === null || zone === new this.#Format().resolvedOptions().timeZone) return;
			this.#isInstalled = true;
			this.#installDate();
			this.#installIntl();
		}
		this.#zone = zone;
		this.#offsets.clear();
		const timeZone = zone ?? 'UTC';
		this.#fields = new this.#Format('en-US', { ...NUMBERS, timeZone });
		this.#name = new this.#Format('en-US', { timeZone, timeZoneName: 'long' });
	}

	/** What there is not is UTC. */
	#known(name: string): string {
		try {
			return new this.#Format('en-US', { timeZone: name.replace(/^:/, '') }).resolvedOptions().timeZone;
		} catch {
			return 'UTC'; // a RangeError: no such zone
		}
	}

	/** How far the zone is east of UTC then. */
	#offset(time: number): number {
		if (Number.isNaN(time)) return 0;
		const quarter = Math.floor(Math.min(Math.max(time, -LAST), LAST) / QUARTER);
		let offset = this.#offsets.get(quarter);
		if (offset === undefined) {
			if (this.#offsets.size >= MOST) this.#offsets.clear();
			this.#offsets.set(quarter, (offset = this.#measure(quarter * QUARTER)));
		}
		return offset;
	}
	#measure(time: number): number {
		const parts = this.#fields?.formatToParts(time) ?? [];
		const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
		const isBefore = parts.some(({ type, value }) => type === 'era' && value.startsWith('B'));
		const local = new this.#Date(0);
		local.setUTCFullYear(isBefore ? 1 - of('year') : of('year'), of('month') - 1, of('day'));
		return local.setUTCHours(of('hour'), of('minute'), of('second')) - time;
	}

	/** When it is `local` there: the first time where it is so twice, as if before the change where it never is. */
	#timeOf(local: number): number {
		if (Number.isNaN(local)) return NaN;
		const before = this.#offset(local - DAY);
		const after = this.#offset(local + DAY);
		const isSo = (offset: number) => this.#offset(local - offset) === offset;
		return local - (!isSo(before) && isSo(after) ? after : before);
	}

	/** A Date whose UTC is the local time of `self`. @throws TypeError where that is no Date */
	#shifted(self: Date): Date {
		const time = this.#methods['getTime']?.call(self) as number;
		return new this.#Date(time + this.#offset(time));
	}

	#installDate(): void {
		const prototype = this.#Date.prototype as unknown as Methods;
		/** `call` where the zone is not the browser's. */
		const put = (name: string, call: (self: Date, args: unknown[]) => unknown) =>
			replace(
				prototype,
				name,
				(original) => (self, args) => (this.#zone === null ? original.apply(self, args) : call(self, args))
			);
		for (const field of [...FIELDS, 'Day'])
			put(`get${field}`, (self) => this.#methods[`getUTC${field}`]?.call(this.#shifted(self)));
		for (const field of FIELDS)
			put(`set${field}`, (self, args) => {
				const shifted = this.#shifted(self);
				if (field === 'FullYear' && Number.isNaN(shifted.getTime())) shifted.setTime(0);
				const local = this.#methods[`setUTC${field}`]?.apply(shifted, args) as number;
				return this.#methods['setTime']?.call(self, this.#timeOf(local));
			});
		put('getYear', (self) => this.#shifted(self).getUTCFullYear() - 1900);
		put('getTimezoneOffset', (self) => Math.trunc((self.getTime() - this.#shifted(self).getTime()) / 60_000));
		put('toDateString', (self) => this.#text(self, 'day'));
		put('toTimeString', (self) => this.#text(self, 'time'));
		put('toString', (self) => this.#text(self, 'both'));
		for (const name of ['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString'])
			put(name, (self, args) => this.#methods[name]?.apply(self, this.#withZone(args)));
		this.#installConstructor();
	}

	#installConstructor(): void {
		const { Proxy } = native;
		const Native = this.#Date;
		const parse = Native.parse.bind(Native);
		const parsed = (text: string): number => {
			const time = parse(text);
			if (this.#zone === null || Number.isNaN(time) || ZONED.test(text.trim())) return time;
			// What the engine took for its own zone's.
			const field = (name: string) => this.#methods[`get${name}`]?.call(new Native(time)) as number;
			const local = new Native(0);
			local.setUTCFullYear(field('FullYear'), field('Month'), field('Date'));
			local.setUTCHours(field('Hours'), field('Minutes'), field('Seconds'), field('Milliseconds'));
			return this.#timeOf(local.getTime());
		};
		const Zoned = new Proxy(Native, {
			apply: () => new Native().toString(),
			construct: (target, args: unknown[], newTarget: new () => object) => {
				const [first] = args;
				if (this.#zone === null || args.length === 0) return Reflect.construct(target, args, newTarget);
				if (args.length > 1) {
					const local = Native.UTC(...(args as [number, number]));
					return Reflect.construct(target, [this.#timeOf(local)], newTarget);
				}
				return Reflect.construct(target, [typeof first === 'string' ? parsed(first) : first], newTarget);
			}
		});
		replace(
			Native as unknown as Methods,
			'parse',
			() =>
				(_, [text]) =>
					parsed(String(text))
		);
		standIn(globalThis, 'Date', Native, Zoned);
	}

	#installIntl(): void {
		const { Proxy } = native;
		const Zoned = new Proxy(this.#Format, {
			apply: (target, _, args: unknown[]) => Reflect.apply(target, undefined, this.#withZone(args) as []),
			construct: (target, args: unknown[], newTarget: new () => object) =>
				Reflect.construct(target, this.#withZone(args), newTarget)
		});
		standIn(Intl, 'DateTimeFormat', this.#Format, Zoned);
	}

	/** [locales, options], with the zone where they name none. */
	#withZone([locales, options]: unknown[]): unknown[] {
		const given = options as { timeZone?: unknown } | null | undefined;
		if (this.#zone === null || given === null || given?.timeZone !== undefined) return [locales, options];
		return [locales, { ...given, timeZone: this.#zone }];
	}

	#text(self: Date, what: 'day' | 'time' | 'both'): string {
		const shifted = this.#shifted(self);
		if (Number.isNaN(shifted.getTime())) return 'Invalid Date';
		// "Thu, 01 Jan 1970 00:00:00 GMT"
		const utc = shifted.toUTCString();
		const day = utc.replace(/^(\w+), (\d+) (\w+) (-?\d+) .*/, '$1 $3 $2 $4');
		const minutes = Math.trunc((shifted.getTime() - self.getTime()) / 60_000);
		const two = (number: number) => String(Math.trunc(Math.abs(number))).padStart(2, '0');
		const name = this.#name?.formatToParts(self).find(({ type }) => type === 'timeZoneName')?.value;
		const time = `${utc.slice(-12)}${minutes < 0 ? '-' : '+'}${two(minutes / 60)}${two(minutes % 60)} (${name})`;
		return { day, time, both: `${day} ${time}` }[what];
	}
}

/** Also those that are not enumerable. */
function methodsOf(prototype: object): Methods {
	const names = Object.getOwnPropertyNames(prototype);
	return Object.fromEntries(names.map((name) => [name, Reflect.get(prototype, name) as Method]));
}

/** `made` in the place of `original`, where the program has not put something else there. */
function standIn(owner: object, name: string, original: { prototype: object }, made: object): void {
	const hidden = { value: made, writable: true, configurable: true };
	Object.defineProperty(original.prototype, 'constructor', hidden);
	if (Reflect.get(owner, name) === original) Object.defineProperty(owner, name, hidden);
}
