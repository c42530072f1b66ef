/** Bytes that are moved and at most written down, so that a reader that sleeps can have them. */
const MOVED = 1024 * 1024;
/** Newer than the types of the language here. */
const isDetached = (buffer: ArrayBuffer): boolean => Reflect.get(buffer, 'detached') !== false;

/** Whether what is moved is a little memory of the sender's alone, each piece once and still there. */
export function areBytes(transfer: readonly Transferable[]): boolean {
	const buffers = transfer.filter((item) => item instanceof ArrayBuffer && !isDetached(item));
	const length = (buffers as ArrayBuffer[]).reduce((sum, { byteLength }) => sum + byteLength, 0);
	return new Set(buffers).size === transfer.length && length <= MOVED;
}
