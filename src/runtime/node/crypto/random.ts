/** Random bytes, from the browser's generator. https://www.w3.org/TR/webcrypto/#Crypto-method-getRandomValues */

/** Of a process: the part of it that is needed. */
type Generator = { native: { crypto: { getRandomValues(into: Uint8Array<ArrayBuffer>): Uint8Array } } };

/** So many bytes. */
export type Random = (length: number) => Uint8Array;

/** What one call of the generator may ask for. */
const LIMIT = 65_536;

export function fillRandom({ native }: Generator, target: Uint8Array): void {
	for (let at = 0; at < target.length; at += LIMIT) {
		// The generator refuses shared memory.
		const part = new Uint8Array(Math.min(LIMIT, target.length - at));
		target.set(native.crypto.getRandomValues(part), at);
	}
}

export const randomOf =
	(context: Generator): Random =>
	(length) => {
		const bytes = new Uint8Array(length);
		fillRandom(context, bytes);
		return bytes;
	};
