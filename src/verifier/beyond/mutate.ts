/** Inputs near those that the tests use: one or two small changes of the arguments. */
import { randomOf, type Random } from '#model/random.ts';
import type { Call, Encoded } from './values.ts';

const STRINGS = [
	'',
	' ',
	'0',
	'-1',
	'a',
	'%',
	'"',
	"'",
	'\\',
	'/',
	'.',
	'-',
	'=',
	'&',
	'[',
	']',
	'{',
	'\n',
	'\t',
	'é',
	'😀',
	'__proto__',
	'constructor'
];
const NUMBERS = [0, 1, -1, 2, 10, 0.5, 255, 256, 65536, 2 ** 31, 2 ** 32, 2 ** 53];

/** All strings, numbers and keys that the calls use. */
export type Words = { strings: readonly string[]; numbers: readonly number[]; keys: readonly string[] };

export function wordsOf(calls: readonly Call[]): Words {
	const [strings, numbers, keys] = [new Set<string>(), new Set<number>(), new Set<string>()];
	const visit = (value: unknown): void => {
		if (typeof value === 'string') strings.add(value);
		else if (typeof value === 'number') numbers.add(value);
		else if (Array.isArray(value)) value.forEach(visit);
		else if (typeof value === 'object' && value !== null) {
			const { $: kind, v } = value as { $: string; v?: unknown };
			if (kind === 'object' || kind === 'bare')
				for (const [key, one] of v as [string, unknown][]) {
					keys.add(key);
					visit(one);
				}
			else if (kind === 'map' || kind === 'set') visit(v);
		}
	};
	for (const call of calls) visit([call.args, call.then.map(([, args]) => args)]);
	return { strings: [...strings], numbers: [...numbers], keys: [...keys] };
}

/** `count` calls, each a changed one of `calls`; the same for the same seed. None is twice, none is of the tests' own. */
export function mutants(calls: readonly Call[], count: number, seed: number): Call[] {
	const random = randomOf(seed);
	const words = wordsOf(calls);
	const seen = new Set(calls.map((call) => JSON.stringify(call)));
	const found: Call[] = [];
	for (let tries = 0; found.length < count && tries < 8 * count && calls.length > 0; tries++) {
		let call = calls[tries % calls.length] as Call;
		for (let times = random.below(3) === 0 ? 2 : 1; times > 0; times--) call = changed(call, words, random);
		const key = JSON.stringify(call);
		if (seen.has(key)) continue;
		seen.add(key);
		found.push(call);
	}
	return found;
}

function changed(call: Call, words: Words, random: Random): Call {
	const lists = [call.args, ...call.then.map(([, args]) => args)];
	const filled = lists.flatMap((list, index) => (list.length > 0 ? [index] : []));
	const which = filled.length > 0 ? random.of(filled) : 0;
	const list = [...(lists[which] ?? [])];
	if (list.length === 0) return call;
	const at = random.below(list.length);
	list[at] = mutated(list[at] ?? null, words, random);
	if (which === 0) return { ...call, args: list };
	return { ...call, then: call.then.map((one, index) => (index === which - 1 ? [one[0], list] : one)) };
}

function mutated(value: Encoded, words: Words, random: Random): Encoded {
	if (typeof value === 'string') return mutatedString(value, words, random);
	if (typeof value === 'number')
		return random.of([
			value + 1,
			value - 1,
			-value,
			value * 2,
			value / 2,
			random.of(NUMBERS),
			random.of([...words.numbers, value])
		]);
	if (typeof value === 'boolean') return !value;
	if (value === null) return random.of<Encoded>([0, '', false, { $: 'undefined' }]);
	if (Array.isArray(value)) return mutatedArray(value as readonly Encoded[], words, random);
	const { $: kind, v } = value as { $: string; v?: unknown };
	if (kind === 'object' || kind === 'bare')
		return { $: kind, v: mutatedEntries(v as Entry[], words, random) };
	if (kind === 'date')
		return { $: 'date', v: String(Number(v) + random.of([1, -1, 86_400_000, -86_400_000])) };
	if (kind === 'bytes') return { ...(value as object), $: 'bytes', v: mutatedHex(String(v), random) };
	if (kind === 'undefined') return random.of<Encoded>([null, 0, '', false]);
	return value;
}

function mutatedString(text: string, { strings }: Words, random: Random): string {
	const at = random.below(text.length + 1);
	const [before, after] = [text.slice(0, at), text.slice(at)];
	const other = random.of([...strings, '']);
	switch (random.below(8)) {
		case 0:
			return before + after.slice(1);
		case 1:
			return before + random.of(STRINGS) + after;
		case 2:
			return before + after.slice(0, 1) + after;
		case 3:
			return before + after.slice(1, 2) + after.slice(0, 1) + after.slice(2);
		case 4:
			return before + other + after;
		case 5:
			return text.toUpperCase() === text ? text.toLowerCase() : text.toUpperCase();
		case 6:
			return text.replace(/\d/g, () => String(random.below(10)));
		default:
			return before + other.slice(random.below(other.length + 1));
	}
}

function mutatedArray(list: readonly Encoded[], words: Words, random: Random): readonly Encoded[] {
	if (list.length === 0) return [random.of<Encoded>([...words.strings, 0])];
	const at = random.below(list.length);
	const one = list[at] ?? null;
	switch (random.below(4)) {
		case 0:
			return list.toSpliced(at, 1);
		case 1:
			return list.toSpliced(at, 0, one);
		default:
			return list.with(at, mutated(one, words, random));
	}
}

type Entry = readonly [string, Encoded];

function mutatedEntries(entries: readonly Entry[], words: Words, random: Random): readonly Entry[] {
	if (entries.length === 0 || random.below(5) === 0) {
		const key = random.of([...words.keys, ...STRINGS.slice(-2), 'a']);
		const fresh: Entry = [key, random.of<Encoded>([...words.strings, ...words.numbers, true, null])];
		return [...entries.filter(([name]) => name !== key), fresh];
	}
	const at = random.below(entries.length);
	const [key, value] = entries[at] as Entry;
	if (random.below(5) === 0) return entries.toSpliced(at, 1);
	return entries.with(at, [key, mutated(value, words, random)]);
}

function mutatedHex(hex: string, random: Random): string {
	const at = 2 * random.below(hex.length / 2 + 1);
	const byte = random.below(256).toString(16).padStart(2, '0');
	return random.below(2) === 0
		? hex.slice(0, at) + byte + hex.slice(at + 2)
		: hex.slice(0, at) + hex.slice(at + 2);
}

/** Calls that are smaller by one step than this one. */
export function smaller(call: Call): Call[] {
	const lists = [call.args, ...call.then.map(([, args]) => args)];
	const fewer = call.then.length > 0 ? [{ ...call, then: call.then.slice(0, -1) }] : [];
	const less = lists.flatMap((list, which) =>
		list.flatMap((value, at) =>
			lessOf(value).map((one): Call => {
				const changed = list.with(at, one);
				if (which === 0) return { ...call, args: changed };
				return {
					...call,
					then: call.then.map((then, index) => (index === which - 1 ? [then[0], changed] : then))
				};
			})
		)
	);
	const dropped = call.args.length > 1 ? [{ ...call, args: call.args.slice(0, -1) }] : [];
	return [...fewer, ...dropped, ...less];
}

function lessOf(value: Encoded): Encoded[] {
	if (typeof value === 'string') {
		const half = value.length >> 1;
		const halves = value.length > 3 ? [value.slice(0, half), value.slice(half)] : [];
		const single =
			value.length <= 40 ? Array.from(value, (_, at) => value.slice(0, at) + value.slice(at + 1)) : [];
		return [...halves, ...single];
	}
	if (typeof value === 'number')
		return Number.isInteger(value) && value > 9 ? [value % 10, Math.floor(value / 10)] : [];
	if (Array.isArray(value)) {
		const list = value as readonly Encoded[];
		return [
			...list.map((_, at) => list.toSpliced(at, 1)),
			...list.flatMap((one, at) => lessOf(one).map((less) => list.with(at, less)))
		];
	}
	if (typeof value !== 'object' || value === null) return [];
	const { $: kind, v } = value as { $: string; v?: unknown };
	if (kind !== 'object' && kind !== 'bare') return [];
	const entries = v as readonly Entry[];
	return [
		...entries.map((_, at) => ({ $: kind, v: entries.toSpliced(at, 1) })),
		...entries.flatMap(([key, one], at) =>
			lessOf(one).map((less) => ({ $: kind, v: entries.with(at, [key, less]) }))
		)
	];
}
