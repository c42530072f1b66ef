/** How many bytes at the end of `bytes` begin a UTF-8 character that is not complete there: 0 to 3. */
export function incompleteTail(bytes: Uint8Array): number {
	for (let back = 1; back <= Math.min(3, bytes.length); back++) {
		const byte = bytes[bytes.length - back] ?? 0;
		if ((byte & 0xc0) === 0x80) continue;
		const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
		return length > back ? back : 0;
	}
	return 0;
}

/**
 * Cuts a stream of bytes at character boundaries: the client decodes every chunk on its own. `push(null)` gives what is left.
 */
export class Utf8Cutter {
	#rest = new Uint8Array();

	push(bytes: Uint8Array | null): Uint8Array<ArrayBuffer> {
		const whole = new Uint8Array(this.#rest.length + (bytes?.length ?? 0));
		whole.set(this.#rest);
		if (bytes) whole.set(bytes, this.#rest.length);
		const tail = bytes ? incompleteTail(whole) : 0;
		this.#rest = whole.slice(whole.length - tail);
		return whole.slice(0, whole.length - tail);
	}
}
