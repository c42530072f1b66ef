/** Messages of a WebSocket, as its client reads and writes them. https://www.rfc-editor.org/rfc/rfc6455#section-5 */
import type { Reader } from './http.ts';

export const Opcode = { more: 0x0, text: 0x1, binary: 0x2, close: 0x8, ping: 0x9, pong: 0xa } as const;

/** Bytes of a message: what a page may make this one keep for it. */
const MESSAGE_LIMIT = 2 ** 28;
/** Bytes of the payload of a close, a ping or a pong. */
const CONTROL_LIMIT = 125;

/** The server does what it may not; `code` is said to it at the close. */
export class SocketFault extends Error {
	readonly code: 1002 | 1007 | 1009;
	constructor(code: 1002 | 1007 | 1009, message: string) {
		super(message);
		this.code = code;
	}
}

/**
 * byte 0    FIN (0x80), three reserved bits (0x70), opcode (0x0f)
 * byte 1    MASK (0x80), length; 126 = two bytes of it follow, 127 = eight
 * then      four bytes of the mask, of a client's frames; the payload
 */
export function frameOf(opcode: number, payload: Uint8Array): Uint8Array {
	const { length } = payload;
	const extra = length < 126 ? 0 : length < 65_536 ? 2 : 8;
	const bytes = new Uint8Array(6 + extra + length);
	const view = new DataView(bytes.buffer);
	bytes[0] = 0x80 | opcode;
	bytes[1] = 0x80 | (extra === 0 ? length : extra === 2 ? 126 : 127);
	if (extra === 2) view.setUint16(2, length);
	if (extra === 8) view.setBigUint64(2, BigInt(length));
	const mask = crypto.getRandomValues(bytes.subarray(2 + extra, 6 + extra));
	const start = 6 + extra;
	for (let at = 0; at < length; at++) bytes[start + at] = (payload[at] ?? 0) ^ (mask[at & 3] ?? 0);
	return bytes;
}

type Frame = { isLast: boolean; opcode: number; payload: Uint8Array<ArrayBuffer> };

/** `room` = bytes that the message may still have. Null = the connection ended. */
async function readFrame(reader: Reader, room: number): Promise<Frame | null> {
	const head = await reader.whole(2);
	if (!head) return null;
	const [first = 0, second = 0] = head;
	const opcode = first & 0x0f;
	const isLast = (first & 0x80) !== 0;
	if (first & 0x70) throw new SocketFault(1002, 'a reserved bit is set');
	if (second & 0x80) throw new SocketFault(1002, 'a frame of the server is masked');
	const length = await lengthOf(reader, second);
	if (length === null) return null;
	if (opcode >= Opcode.close && (!isLast || length > CONTROL_LIMIT))
		throw new SocketFault(1002, 'a control frame is too long or in parts');
	if (opcode < Opcode.close && length > room)
		throw new SocketFault(1009, `a message has more than ${MESSAGE_LIMIT} bytes`);
	const payload = await reader.whole(length);
	return payload && { isLast, opcode, payload };
}

async function lengthOf(reader: Reader, second: number): Promise<number | null> {
	const short = second & 0x7f;
	if (short < 126) return short;
	const bytes = await reader.whole(short === 126 ? 2 : 8);
	if (!bytes) return null;
	const view = new DataView(bytes.buffer);
	return short === 126 ? view.getUint16(0) : Number(view.getBigUint64(0));
}

export type Message = { opcode: number; payload: Uint8Array<ArrayBuffer> };

/** Whole messages, and control frames between their parts; until the connection ends. @throws SocketFault */
export async function* messagesOf(reader: Reader): AsyncGenerator<Message, void, undefined> {
	let opcode: number = Opcode.more;
	let parts: Uint8Array<ArrayBuffer>[] = [];
	let size = 0;
	for (;;) {
		const frame = await readFrame(reader, MESSAGE_LIMIT - size);
		if (!frame) return;
		if (frame.opcode > Opcode.pong || (frame.opcode > Opcode.binary && frame.opcode < Opcode.close))
			throw new SocketFault(1002, `there is no opcode ${frame.opcode}`);
		if (frame.opcode >= Opcode.close) {
			yield frame;
			continue;
		}
		if ((frame.opcode === Opcode.more) !== (opcode !== Opcode.more))
			throw new SocketFault(1002, 'a message begins within another, or goes on before it begins');
		opcode ||= frame.opcode;
		parts.push(frame.payload);
		size += frame.payload.length;
		if (!frame.isLast) continue;
		yield { opcode, payload: new Uint8Array(await new Blob(parts).arrayBuffer()) };
		opcode = Opcode.more;
		parts = [];
		size = 0;
	}
}
