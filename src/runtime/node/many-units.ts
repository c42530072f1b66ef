/**
 * A worker's stack is half as large as Node's: it does not take the 65,535 arguments that programs hand to String.fromCharCode at once, the
 * data: URLs of Node's own fetch among them. So what comes by `apply` is taken in parts.
 */

/** Arguments that always fit. */
const PART = 8192;

type Make = (...units: number[]) => string;

const partOf = (units: ArrayLike<number>, from: number): number[] =>
	Array.from({ length: Math.min(PART, units.length - from) }, (_, at) => units[from + at] as number);

export function takeManyUnits(): void {
	for (const make of [String.fromCharCode, String.fromCodePoint] as Make[]) {
		const { apply: whole } = make;
		const apply = (self: unknown, units: ArrayLike<number>): string => {
			if (!units || typeof units !== 'object' || !(units.length > PART))
				return Reflect.apply(whole, make, [self, units]) as string;
			let text = '';
			for (let at = 0; at < units.length; at += PART) text += make(...partOf(units, at));
			return text;
		};
		Object.defineProperty(make, 'apply', { value: apply, writable: true, configurable: true });
	}
}
