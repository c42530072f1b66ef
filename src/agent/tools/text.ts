/** Cutting text to what an agent should read. */

/** Characters above which an observation loses its middle, and what is kept of each end. */
const LONG = 10_000;
const KEPT = 5_000;

export function elide(text: string): string {
	if (text.length <= LONG) return text;
	const left = text.length - 2 * KEPT;
	return `${text.slice(0, KEPT)}\n[... ${left} of ${text.length} characters left out ...]\n${text.slice(-KEPT)}`;
}

/** As `cat -n` numbers lines. `first` is the number of the first. */
export function numbered(lines: readonly string[], first: number): string {
	return lines.map((line, index) => `${String(first + index).padStart(6)}\t${line}`).join('\n');
}

export function asText(value: unknown): string | undefined {
	return typeof value === 'string' ? value : undefined;
}
