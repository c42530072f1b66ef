/** As much of ASN.1's DER as keys and signatures need. https://www.itu.int/rec/T-REC-X.690 */

export type Node = { tag: number; bytes: Uint8Array };
export const TAG = {
	boolean: 1,
	integer: 2,
	bits: 3,
	octets: 4,
	null: 5,
	oid: 6,
	sequence: 48,
	set: 49
} as const;

export class DerError extends Error {}

/** The value that stands at `start`, and where it ends. */
function readAt(bytes: Uint8Array, start: number): { node: Node; end: number } {
	let at = start;
	const tag = bytes[at++] ?? 0;
	let length = bytes[at++] ?? 0x80;
	if (length === 0x80 || length > 0x84) throw new DerError('a length is wrong');
	if (length > 0x80) {
		const size = length - 0x80;
		length = bytes.subarray(at, at + size).reduce((sum, byte) => sum * 256 + byte, 0);
		at += size;
	}
	if (at + length > bytes.length) throw new DerError('it is cut short');
	return { node: { tag, bytes: bytes.subarray(at, at + length) }, end: at + length };
}

/** The first value, whatever stands behind it. @throws DerError */
export const readFirst = (bytes: Uint8Array): Node => readAt(bytes, 0).node;

/** The values that stand one after the other in `bytes`. @throws DerError */
export function readAll(bytes: Uint8Array): Node[] {
	const nodes: Node[] = [];
	for (let at = 0; at < bytes.length;) {
		const { node, end } = readAt(bytes, at);
		nodes.push(node);
		at = end;
	}
	return nodes;
}

/** The members of the one sequence that `bytes` is. */
export function readSequence(bytes: Uint8Array): Node[] {
	const [first] = readAll(bytes);
	if (first?.tag !== TAG.sequence) throw new DerError('it is no sequence');
	return readAll(first.bytes);
}

export function expect(node: Node | undefined, tag: number): Uint8Array {
	if (node?.tag !== tag) throw new DerError(`tag ${tag} is expected, it is ${node?.tag ?? 'missing'}`);
	return node.bytes;
}

/** What stands in brackets there: the value with the number `number` of those that may be left out. */
export function optional(nodes: Node[], number: number): Uint8Array | undefined {
	return nodes.find(({ tag }) => (tag & 0x80) !== 0 && (tag & 0x1f) === number)?.bytes;
}

export function write(tag: number, ...parts: Uint8Array[]): Uint8Array {
	const length = parts.reduce((sum, part) => sum + part.length, 0);
	const size: number[] = [];
	for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) size.unshift(rest & 255);
	const head = length < 0x80 ? [tag, length] : [tag, 0x80 + size.length, ...size];
	const whole = new Uint8Array(head.length + length);
	whole.set(head);
	let at = head.length;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}

export const sequence = (...parts: Uint8Array[]): Uint8Array => write(TAG.sequence, ...parts);
/** A bit string without unused bits. */
export const bits = (bytes: Uint8Array): Uint8Array => write(TAG.bits, Uint8Array.of(0), bytes);
export const nothing = (): Uint8Array => write(TAG.null);

export function toBytes(value: bigint, length?: number): Uint8Array {
	const hex = value.toString(16);
	const size = length ?? Math.ceil(hex.length / 2);
	const padded = hex.padStart(size * 2, '0');
	return Uint8Array.from({ length: size }, (_, index) =>
		parseInt(padded.slice(index * 2, index * 2 + 2), 16)
	);
}

export function toBigInt(bytes: Uint8Array): bigint {
	let hex = '0x0';
	for (const byte of bytes) hex += byte.toString(16).padStart(2, '0');
	return BigInt(hex);
}

export function integer(value: bigint): Uint8Array {
	const bytes = toBytes(value);
	return (bytes[0] ?? 0) > 0x7f ? write(TAG.integer, Uint8Array.of(0), bytes) : write(TAG.integer, bytes);
}

/** "1.2.840.10045.2.1" */
export function oid(text: string): Uint8Array {
	const [first = 0, second = 0, ...rest] = text.split('.').map(Number);
	const bytes = [first * 40 + second];
	for (const arc of rest) {
		const groups = [arc & 127];
		for (let more = Math.floor(arc / 128); more > 0; more = Math.floor(more / 128))
			groups.unshift((more & 127) | 128);
		bytes.push(...groups);
	}
	return write(TAG.oid, Uint8Array.from(bytes));
}

export function readOid(bytes: Uint8Array): string {
	const [first = 0, ...rest] = bytes;
	const arcs = [Math.min(2, Math.floor(first / 40)), first - 40 * Math.min(2, Math.floor(first / 40))];
	let value = 0;
	for (const byte of rest) {
		value = value * 128 + (byte & 127);
		if (byte < 128) {
			arcs.push(value);
			value = 0;
		}
	}
	return arcs.join('.');
}
