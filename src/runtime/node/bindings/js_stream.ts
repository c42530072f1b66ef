/** A handle over a stream of JavaScript (`net.Socket` over a Duplex): what it is asked for goes to methods that the library set. src/js_stream.cc */
import type { BindingFactory } from '../context.ts';
import { bytesOf } from '../encoding.ts';
import { streamBaseClass, type ShutdownRequest, type WriteRequest, type Written } from '../streams/base.ts';

type BufferClass = { from(bytes: ArrayBufferLike, at: number, length: number): Uint8Array };

export const js_stream: BindingFactory = (context) => {
	const { errno, requireBuiltin } = context;
	const asBuffer = ({ buffer, byteOffset, byteLength }: Uint8Array) =>
		(requireBuiltin('buffer') as { Buffer: BufferClass }).Buffer.from(buffer, byteOffset, byteLength);

	class JSStream extends streamBaseClass(context) {
		onreadstart?: () => unknown;
		onreadstop?: () => unknown;
		onshutdown?: (request: ShutdownRequest) => unknown;
		onwrite?: (request: WriteRequest, buffers: Uint8Array[]) => unknown;

		constructor() {
			super();
			context.resources.open(this, 'JSSTREAM');
		}

		readStart() {
			return this.#status(this.onreadstart?.());
		}
		readStop() {
			return this.#status(this.onreadstop?.());
		}
		shutdown(request: ShutdownRequest) {
			return this.#status(this.onshutdown?.(request));
		}
		/** What the library's methods say; EPROTO where there is no method or it says nothing. */
		#status(result: unknown): number {
			return typeof result === 'number' ? result | 0 : errno('EPROTO');
		}
		protected override writeParts(request: WriteRequest, { parts }: Written): number {
			const length = parts.reduce((sum, part) => sum + part.length, 0);
			const status = this.#status(this.onwrite?.(request, parts.map(asBuffer)));
			this.countWrite(length, status === 0);
			return status;
		}
		finishWrite(request: WriteRequest, status: number) {
			request.oncomplete(status, this, undefined);
		}
		finishShutdown(request: ShutdownRequest, status: number) {
			request.oncomplete(status, this, undefined);
		}
		/** What the stream has read. */
		readBuffer(view: ArrayBufferView) {
			const bytes = bytesOf(view).slice();
			if (this.userBuffer && !this.consumer) this.#fill(this.userBuffer, bytes);
			else this.tellBytes(bytes);
		}
		#fill(buffer: Uint8Array, bytes: Uint8Array): void {
			for (let at = 0; at < bytes.length; at += buffer.length) {
				const part = bytes.subarray(at, at + buffer.length);
				buffer.set(part);
				this.bytesRead += part.length;
				this.tell(part.length, undefined);
			}
		}
		emitEOF() {
			this.tellEnd(errno('EOF'));
		}
	}
	return { JSStream };
};
