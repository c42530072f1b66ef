/**
 * Node's own parser of HTTP/1, llhttp, as the WebAssembly module that its library carries. One instance per process serves all parsers.
 * https://github.com/nodejs/llhttp#api
 */
import { encode } from '../encoding.ts';
import type { Library } from '../library.ts';
import { native } from '../native.ts';

/** Its name in the packed library (scripts/node-library.mjs); base64. */
const MODULE = 'llhttp.wasm';

/** A callback returns 0; or FAILED, and keeps its reason. */
export const FAILED = 24;

/** What one parser hears. `at` is an address in `memory`. */
export interface Listener {
	messageBegin(): number;
	url(at: number, length: number): number;
	status(at: number, length: number): number;
	headerField(at: number, length: number): number;
	headerValue(at: number, length: number): number;
	/** 1 = there is no body, 2 = nor another message. */
	headersComplete(statusCode: number, upgrade: boolean, shouldKeepAlive: boolean): number;
	body(at: number, length: number): number;
	messageComplete(): number;
}

type Exports = {
	memory: WebAssembly.Memory;
	_initialize(): void;
	malloc(size: number): number;
	llhttp_alloc(type: number): number;
	llhttp_free(parser: number): void;
	llhttp_execute(parser: number, at: number, length: number): number;
	llhttp_finish(parser: number): number;
	llhttp_pause(parser: number): void;
	llhttp_resume(parser: number): void;
	llhttp_resume_after_upgrade(parser: number): void;
	llhttp_should_keep_alive(parser: number): number;
	llhttp_get_http_major(parser: number): number;
	llhttp_get_http_minor(parser: number): number;
	llhttp_get_method(parser: number): number;
	llhttp_get_upgrade(parser: number): number;
	llhttp_get_error_pos(parser: number): number;
	llhttp_get_error_reason(parser: number): number;
	llhttp_errno_name(code: number): number;
	llhttp_set_lenient_headers(parser: number, on: number): void;
	llhttp_set_lenient_chunked_length(parser: number, on: number): void;
	llhttp_set_lenient_keep_alive(parser: number, on: number): void;
	llhttp_set_lenient_transfer_encoding(parser: number, on: number): void;
};

export type Llhttp = Exports & {
	listeners: Map<number, Listener>;
	/** A copy of bytes in the module's memory. */
	bytesAt(at: number, length: number): Uint8Array<ArrayBuffer>;
	/** A text in C. */
	textAt(at: number): string;
	/** Lends memory for input: a callback may run another parser while its own is running. */
	withInput<T>(bytes: Uint8Array, use: (at: number) => T): T;
};

const instances = new WeakMap<Library, Llhttp>();

export function llhttpOf(library: Library): Llhttp {
	let instance = instances.get(library);
	if (!instance) instances.set(library, (instance = instantiate(library)));
	return instance;
}

function instantiate(library: Library): Llhttp {
	const source = library.source(MODULE);
	if (!source) throw new Error(`Cannot parse HTTP: the library has no ${MODULE}`);
	const listeners = new Map<number, Listener>();
	const module = new native.WebAssembly.Module(encode(source, 'base64'));
	const { exports } = new native.WebAssembly.Instance(module, { env: importsFor(listeners) });
	const parser = exports as unknown as Exports;
	parser._initialize();
	const bytesAt = (at: number, length: number) => new Uint8Array(parser.memory.buffer).slice(at, at + length);
	return { ...parser, listeners, bytesAt, textAt: textReader(parser), withInput: inputLender(parser) };
}

function importsFor(listeners: Map<number, Listener>): Record<string, (...args: number[]) => number> {
	const to = (parser = 0): Listener => {
		const listener = listeners.get(parser);
		if (!listener) throw new Error('Cannot parse HTTP: the parser was freed');
		return listener;
	};
	return {
		wasm_on_message_begin: (parser) => to(parser).messageBegin(),
		wasm_on_url: (parser, at = 0, length = 0) => to(parser).url(at, length),
		wasm_on_status: (parser, at = 0, length = 0) => to(parser).status(at, length),
		wasm_on_header_field: (parser, at = 0, length = 0) => to(parser).headerField(at, length),
		wasm_on_header_value: (parser, at = 0, length = 0) => to(parser).headerValue(at, length),
		wasm_on_headers_complete: (parser, statusCode = 0, upgrade = 0, shouldKeepAlive = 0) =>
			to(parser).headersComplete(statusCode, upgrade !== 0, shouldKeepAlive !== 0),
		wasm_on_body: (parser, at = 0, length = 0) => to(parser).body(at, length),
		wasm_on_message_complete: (parser) => to(parser).messageComplete()
	};
}

function textReader({ memory }: Exports) {
	return (at: number) => {
		if (at === 0) return '';
		const bytes = new Uint8Array(memory.buffer);
		return String.fromCharCode(...bytes.subarray(at, bytes.indexOf(0, at)));
	};
}

function inputLender({ memory, malloc }: Exports) {
	const buffers: { at: number; size: number }[] = [];
	let depth = 0;
	return <T>(bytes: Uint8Array, use: (at: number) => T): T => {
		let buffer = buffers[depth];
		if (!buffer || buffer.size < bytes.length) {
			const size = Math.max(65_536, bytes.length);
			buffers[depth] = buffer = { at: malloc(size), size };
		}
		depth++;
		try {
			new Uint8Array(memory.buffer).set(bytes, buffer.at);
			return use(buffer.at);
		} finally {
			depth--;
		}
	};
}

/** Bits of `lenient` that the module knows. */
export const LENIENT = { HEADERS: 1, CHUNKED_LENGTH: 2, KEEP_ALIVE: 4, TRANSFER_ENCODING: 8 };

/** The module is some releases behind Node's own parser, which says it so. */
export function currentReason(reason: string): string {
	return reason === 'Expected HTTP/' ? 'Expected HTTP/, RTSP/ or ICE/' : reason;
}

export function applyLenience(llhttp: Llhttp, parser: number, flags: number): void {
	if (flags & LENIENT.HEADERS) llhttp.llhttp_set_lenient_headers(parser, 1);
	if (flags & LENIENT.CHUNKED_LENGTH) llhttp.llhttp_set_lenient_chunked_length(parser, 1);
	if (flags & LENIENT.KEEP_ALIVE) llhttp.llhttp_set_lenient_keep_alive(parser, 1);
	if (flags & LENIENT.TRANSFER_ENCODING) llhttp.llhttp_set_lenient_transfer_encoding(parser, 1);
}
