/** Comparing, searching and swapping bytes, as Buffer's C++ side does. */

export function compareBytes(a: Uint8Array, b: Uint8Array): number {
	const length = Math.min(a.length, b.length);
	for (let at = 0; at < length; at++) if (a[at] !== b[at]) return (a[at] ?? 0) < (b[at] ?? 0) ? -1 : 1;
	return Math.sign(a.length - b.length);
}

/** The first place to look at, or -1 when nothing can be found from there. */
function startOf(length: number, wanted: number, offset: number, forward: boolean): number {
	let start = Number.isNaN(Number(offset)) ? (forward ? 0 : length) : Math.trunc(Number(offset));
	if (start < 0) start += length;
	if (start < 0) return forward ? 0 : -1;
	if (start <= length - wanted) return start;
	if (forward) return -1;
	return length - wanted;
}

export function indexOf(
	hay: Uint8Array,
	needle: Uint8Array,
	offset: number,
	forward: boolean,
	step: 1 | 2
): number {
	const [length, wanted] = [hay.length, needle.length];
	if (wanted === 0) {
		const start = startOf(length, 0, offset, forward);
		return start < 0 ? length : Math.min(start, length);
	}
	let at = startOf(length, wanted, offset, forward);
	if (at < 0 || length < wanted) return -1;
	const first = needle[0] ?? 0;
	for (; at >= 0 && at <= length - wanted; at += forward ? 1 : -1) {
		if (hay[at] !== first || at % step !== 0) continue;
		let same = 1;
		while (same < wanted && hay[at + same] === needle[same]) same++;
		if (same === wanted) return at;
	}
	return -1;
}

export function indexOfByte(hay: Uint8Array, byte: number, offset: number, forward: boolean): number {
	const start = startOf(hay.length, 1, offset, forward);
	if (start < 0) return -1;
	return forward ? hay.indexOf(byte, start) : hay.lastIndexOf(byte, start);
}

/** Reverses every group of `size` bytes in place. */
export function swapper(size: number) {
	return (buffer: Uint8Array): Uint8Array => {
		for (let at = 0; at + size <= buffer.length; at += size) buffer.subarray(at, at + size).reverse();
		return buffer;
	};
}
