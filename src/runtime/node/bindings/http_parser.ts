/** http_parser: llhttp with the callbacks of Node's src/node_http_parser.cc, in its order and with its errors. */
import type { Binding, BindingFactory, Context } from '../context.ts';
import { bytesOf } from '../encoding.ts';
import { ConnectionsList, type Tracked } from '../http/connections.ts';
import { libraryOf } from '../http/library.ts';
import {
	applyLenience,
	currentReason,
	FAILED,
	LENIENT,
	llhttpOf,
	type Listener,
	type Llhttp
} from '../http/llhttp.ts';
import { MessageHead } from '../http/message.ts';
import type { Internals } from '../internals.ts';
import type { BaseStream, Consumer } from '../streams/base.ts';

type Constants = Record<string, number>;
type Callback = (...args: unknown[]) => unknown;
/** What the parser was given last, for getCurrentBuffer and for errors. */
type Thrown = { error: unknown };

/** What a header's name may not have; the module lets blanks pass. */
const NOT_IN_NAME = /[^!#$%&'*+\-.^_`|~\da-z]/i;
export const http_parser =
	({ library }: Internals): BindingFactory =>
	(context, shape) => {
		const statics = shape['HTTPParser'] as Binding;
		const HTTPParser = makeParserClass(context, () => llhttpOf(library), statics as unknown as Constants);
		for (const name of Object.getOwnPropertyNames(statics))
			if (!Object.hasOwn(HTTPParser, name))
				Object.defineProperty(HTTPParser, name, { value: statics[name], enumerable: true });
		return { HTTPParser, ConnectionsList };
	};

// eslint-disable-next-line max-lines-per-function -- a class that closes over its process; its methods are short
function makeParserClass(context: Context, load: () => Llhttp, constants: Constants) {
	const on = (name: string) => constants[name] ?? -1;
	const { bufferOf, defaultHeaderSize } = libraryOf(context);

	return class HTTPParser implements Tracked, Consumer {
		messageStart = 0;
		headersCompleted = false;
		#llhttp = load();
		#head = new MessageHead(this.#llhttp);
		#parser = 0;
		#isRequest = true;
		#lenient = false;
		#headerSize = 0;
		#headerSizeLimit = 0;
		#haveFlushed = false;
		#connections: ConnectionsList | null = null;
		/** Why a callback failed: "CODE:reason"; or what JavaScript threw in it. */
		#reason = '';
		/** Where in the module's memory a callback failed; 0 = where the parser stopped. */
		#failedAt = 0;
		#thrown: Thrown | null = null;
		#depth = 0;
		#pauseLater: boolean | null = null;
		#handle: BaseStream | null = null;
		#input: Uint8Array | null = null;
		/** Apart from the parser, whose names are the program's. */
		readonly #listener: Listener = {
			messageBegin: () => this.#messageBegin(),
			url: (at, length) => this.#url(at, length),
			status: (at, length) => this.#status(at, length),
			headerField: (at, length) => this.#headerField(at, length),
			headerValue: (at, length) => this.#headerValue(at, length),
			headersComplete: (code, upgrade, keepAlive) => this.#headersComplete(code, upgrade, keepAlive),
			body: (at, length) => this.#body(at, length),
			messageComplete: () => this.#messageComplete()
		};

		initialize(
			type: number,
			resource: object,
			maxHeaderSize = 0,
			lenient = 0,
			connections: ConnectionsList | null = null
		) {
			this.#release();
			context.resources.close(this);
			const kind = type === on('REQUEST') ? 'HTTPINCOMINGMESSAGE' : 'HTTPCLIENTREQUEST';
			context.resources.open(this, kind, resource);
			this.#parser = this.#llhttp.llhttp_alloc(type);
			this.#llhttp.listeners.set(this.#parser, this.#listener);
			applyLenience(this.#llhttp, this.#parser, lenient);
			this.#lenient = (lenient & LENIENT.HEADERS) !== 0;
			this.#isRequest = type === on('REQUEST');
			this.#headerSizeLimit = maxHeaderSize > 0 ? maxHeaderSize : defaultHeaderSize();
			this.#headerSize = 0;
			this.#head.clear();
			this.#haveFlushed = this.headersCompleted = false;
			this.#connections = connections;
			if (!connections) return;
			// Who connects and says nothing must not stay for ever.
			this.messageStart = performance.now();
			connections.push(this);
		}
		#release(): void {
			if (this.#parser === 0 || this.#depth > 0) return;
			this.#llhttp.listeners.delete(this.#parser);
			this.#llhttp.llhttp_free(this.#parser);
			this.#parser = 0;
		}
		close() {
			this.remove();
			this.#release();
			context.resources.close(this);
		}
		free() {
			context.resources.close(this);
		}
		remove() {
			this.#connections?.pop(this);
		}
		getAsyncId() {
			return context.resources.idOf(this);
		}
		duration() {
			return this.messageStart === 0 ? 0 : performance.now() - this.messageStart;
		}

		execute(data: ArrayBufferView): unknown {
			return this.#run(bytesOf(data));
		}
		finish(): unknown {
			return this.#run(null);
		}
		/** How many bytes were taken; or an error, which is returned. What a callback threw is thrown. */
		#run(data: Uint8Array | null): unknown {
			const { llhttp_finish, llhttp_resume_after_upgrade, llhttp_get_upgrade, textAt, llhttp_errno_name } =
				this.#llhttp;
			const parser = this.#parser;
			if (parser === 0) return undefined;
			this.#thrown = null;
			this.#input = data;
			this.#depth++;
			const [code, read] = data ? this.#execute(data) : [llhttp_finish(parser), 0];
			this.#depth--;
			this.#input = null;
			let name = code === 0 ? '' : textAt(llhttp_errno_name(code));
			if (name === 'HPE_PAUSED_UPGRADE') {
				llhttp_resume_after_upgrade(parser);
				name = '';
			}
			if (this.#pauseLater !== null) this.#setPaused(this.#pauseLater);
			this.#pauseLater = null;
			const thrown = this.#thrown as Thrown | null;
			if (thrown) throw thrown.error;
			if (name !== '' && llhttp_get_upgrade(parser) === 0) return this.#error(name, read);
			return data ? read : undefined;
		}
		#execute(data: Uint8Array): [code: number, read: number] {
			const { withInput, llhttp_execute, llhttp_get_error_pos } = this.#llhttp;
			return withInput(data, (at) => {
				const code = llhttp_execute(this.#parser, at, data.length);
				if (code === 0) return [code, data.length];
				const stopped = this.#failedAt || llhttp_get_error_pos(this.#parser);
				this.#failedAt = 0;
				return [code, stopped === 0 ? 0 : stopped - at];
			});
		}
		#error(name: string, bytesParsed: number): Error {
			const { llhttp_get_error_reason, textAt } = this.#llhttp;
			const [code, reason] =
				name === 'HPE_USER'
					? this.#reason.split(':')
					: [name, currentReason(textAt(llhttp_get_error_reason(this.#parser)))];
			return Object.assign(new Error('Parse Error'), { bytesParsed, code, reason });
		}
		#failAt(at: number, reason: string): number {
			this.#failedAt = at;
			return this.#fail(reason);
		}
		#fail(reason: string): number {
			this.#reason = reason;
			return FAILED;
		}

		pause() {
			this.#setPaused(true);
		}
		resume() {
			this.#setPaused(false);
		}
		#setPaused(paused: boolean): void {
			if (this.#depth > 0) this.#pauseLater = paused;
			else if (this.#parser === 0) return;
			else if (paused) this.#llhttp.llhttp_pause(this.#parser);
			else this.#llhttp.llhttp_resume(this.#parser);
		}

		/** Takes what a stream reads before its socket sees it. */
		consume(handle: BaseStream) {
			this.#handle = handle;
			handle.consumer = this;
		}
		unconsume() {
			if (this.#handle) this.#handle.consumer = null;
			this.#handle = null;
		}
		onStreamRead(status: number, bytes: Uint8Array | null): void {
			const handle = this.#handle;
			if (!bytes) {
				handle?.passRead(status);
				return;
			}
			const result = this.#run(bytes);
			const executed = this.#callback('kOnExecute');
			if (!executed) return;
			this.#input = bytes;
			try {
				context.resources.run(this, () => executed.call(this, result));
			} finally {
				this.#input = null;
			}
		}
		getCurrentBuffer() {
			return bufferOf((this.#input ?? new Uint8Array()).slice());
		}

		#callback(name: string): Callback | null {
			const callback: unknown = Reflect.get(this, on(name));
			return typeof callback === 'function' ? (callback as Callback) : null;
		}
		/** A throw must not cross the module: it is kept, and parsing ends. */
		#call(name: string, ...args: unknown[]): number {
			const callback = this.#callback(name);
			if (!callback) return 0;
			try {
				return Number(context.resources.run(this, () => callback.apply(this, args))) || 0;
			} catch (error) {
				this.#thrown = { error };
				return this.#fail('HPE_JS_EXCEPTION:JS Exception');
			}
		}
		#countHeader(length: number): number {
			this.#headerSize += length;
			return this.#headerSize >= this.#headerSizeLimit
				? this.#fail('HPE_HEADER_OVERFLOW:Header overflow')
				: 0;
		}
		#flush(): number {
			this.#haveFlushed = true;
			return this.#call('kOnHeaders', this.#head.takeHeaders(), this.#head.takeUrl());
		}

		#messageBegin(): number {
			this.#head.clear();
			this.headersCompleted = false;
			this.messageStart = performance.now();
			this.#connections?.push(this);
			const result = this.#call('kOnMessageBegin');
			return this.#thrown ? result : 0;
		}
		#url(at: number, length: number): number {
			this.#head.url += this.#head.text(at, length);
			return this.#countHeader(length);
		}
		#status(at: number, length: number): number {
			this.#head.status += this.#head.text(at, length);
			return this.#countHeader(length);
		}
		#headerField(at: number, length: number): number {
			if (this.#head.isFull && this.#flush() === FAILED) return FAILED;
			const text = this.#head.text(at, length);
			this.#head.addField(text);
			const bad = this.#lenient ? -1 : text.search(NOT_IN_NAME);
			if (bad >= 0) return this.#failAt(at + bad, 'HPE_INVALID_HEADER_TOKEN:Invalid header token');
			return this.#countHeader(length);
		}
		#headerValue(at: number, length: number): number {
			const before = this.#head.addValue(this.#head.text(at, length));
			if (before && !this.#lenient) return this.#failAt(at - 1, before);
			return this.#countHeader(length);
		}
		#headersComplete(statusCode: number, upgrade: boolean, shouldKeepAlive: boolean): number {
			const { llhttp_get_http_major, llhttp_get_http_minor, llhttp_get_method } = this.#llhttp;
			this.headersCompleted = true;
			this.#headerSize = 0;
			if (this.#haveFlushed && this.#flush() === FAILED) return FAILED;
			const [headers, url] = this.#haveFlushed ? [] : [this.#head.takeHeaders(), this.#head.takeUrl()];
			return this.#call(
				'kOnHeadersComplete',
				llhttp_get_http_major(this.#parser),
				llhttp_get_http_minor(this.#parser),
				headers,
				this.#isRequest ? llhttp_get_method(this.#parser) : undefined,
				this.#isRequest ? url : undefined,
				this.#isRequest ? undefined : statusCode,
				this.#isRequest ? undefined : this.#head.status,
				upgrade,
				shouldKeepAlive
			);
		}
		#body(at: number, length: number): number {
			if (length === 0) return 0;
			this.#headerSize = 0;
			const result = this.#call('kOnBody', bufferOf(this.#llhttp.bytesAt(at, length)));
			return this.#thrown ? result : 0;
		}
		#messageComplete(): number {
			this.messageStart = 0;
			this.#connections?.push(this);
			if (this.#head.hasHeaders && this.#flush() === FAILED) return FAILED;
			const result = this.#call('kOnMessageComplete');
			return this.#thrown ? result : 0;
		}
	};
}
