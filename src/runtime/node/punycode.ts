/** Host names as people read them. https://www.rfc-editor.org/rfc/rfc3492#section-6.2 (the parameters are those of section 5) */
const [BASE, T_MIN, T_MAX, SKEW, DAMP, FIRST_BIAS, FIRST_POINT] = [36, 1, 26, 38, 700, 72, 128];

function adapt(delta: number, points: number, first: boolean): number {
	let rest = first ? Math.floor(delta / DAMP) : delta >> 1;
	rest += Math.floor(rest / points);
	let steps = 0;
	for (; rest > ((BASE - T_MIN) * T_MAX) >> 1; steps += BASE) rest = Math.floor(rest / (BASE - T_MIN));
	return steps + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + SKEW));
}

function decodeLabel(label: string): string {
	const split = label.lastIndexOf('-');
	const output = split > 0 ? [...label.slice(0, split)].map((letter) => letter.charCodeAt(0)) : [];
	let [point, bias, at] = [FIRST_POINT, FIRST_BIAS, 0];
	for (let read = split > 0 ? split + 1 : 0; read < label.length;) {
		const before = at;
		for (let weight = 1, step = BASE; ; step += BASE) {
			const digit = parseInt(label.charAt(read++), BASE);
			if (Number.isNaN(digit)) return `xn--${label}`;
			// Letters are 0 to 25, digits 26 to 35: the other way round than parseInt.
			const value = digit < 10 ? digit + 26 : digit - 10;
			at += value * weight;
			const threshold = Math.min(T_MAX, Math.max(T_MIN, step - bias));
			if (value < threshold) break;
			weight *= BASE - threshold;
		}
		const points = output.length + 1;
		bias = adapt(at - before, points, before === 0);
		point += Math.floor(at / points);
		at %= points;
		output.splice(at++, 0, point);
	}
	return String.fromCodePoint(...output);
}

/** A label that is no Punycode stays as it is. */
export function toUnicode(domain: string): string {
	return domain.replace(/(?<=^|\.)xn--([^.]+)/g, (_label, encoded: string) => decodeLabel(encoded));
}
