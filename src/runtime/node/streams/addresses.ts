/** Addresses of IP as text and as bytes. */

export function isIPv4(text: string): boolean {
	return (
		/^(\d{1,3}\.){3}\d{1,3}$/.test(text) &&
		text.split('.').every((part) => /^(0|[1-9]\d*)$/.test(part) && Number(part) < 256)
	);
}

export function isIPv6(text: string): boolean {
	return bytesOfIPv6(text) !== null;
}

/** 16 bytes; null = it is none. A zone ("%lo") is not looked at. */
export function bytesOfIPv6(text: string): Uint8Array | null {
	const [bare = ''] = text.split('%', 1);
	const head = bare.split('::');
	if (head.length > 2) return null;
	const [before, after] = head.map(groupsOf);
	if (!before || after === null) return null;
	const missing = 8 - before.length - (after?.length ?? 0);
	if (after ? missing < 1 : missing !== 0) return null;
	const groups = [...before, ...(after ? new Array<number>(missing).fill(0) : []), ...(after ?? [])];
	return Uint8Array.from(groups.flatMap((group) => [group >> 8, group & 0xff]));
}

/** Numbers of 16 bits; null = not such. The last two may be an address of IPv4. */
function groupsOf(text: string): number[] | null {
	if (text === '') return [];
	const parts = text.split(':');
	const last = parts.at(-1) ?? '';
	if (last.includes('.')) {
		if (!isIPv4(last)) return null;
		const [a = 0, b = 0, c = 0, d = 0] = last.split('.').map(Number);
		parts.splice(-1, 1, ((a << 8) | b).toString(16), ((c << 8) | d).toString(16));
	}
	return parts.every((part) => /^[\da-f]{1,4}$/i.test(part)) ? parts.map((part) => parseInt(part, 16)) : null;
}

/** As inet_ntop(3): the longest run of zeros is "::". */
export function textOfIPv6(bytes: Uint8Array): string {
	const groups = Array.from({ length: 8 }, (_, at) => ((bytes[2 * at] ?? 0) << 8) | (bytes[2 * at + 1] ?? 0));
	if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff)
		return `::ffff:${bytes.subarray(12).join('.')}`;
	let [start, length] = [-1, 1];
	for (let at = 0; at < 8; at++) {
		let end = at;
		while (end < 8 && groups[end] === 0) end++;
		if (end - at > length) [start, length] = [at, end - at];
	}
	const hex = (some: number[]) => some.map((group) => group.toString(16)).join(':');
	return start < 0 ? hex(groups) : `${hex(groups.slice(0, start))}::${hex(groups.slice(start + length))}`;
}
