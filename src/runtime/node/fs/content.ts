/** What is in files: bytes through descriptors, and whole files as text. */
import { OPEN } from '../../protocol/syscalls.ts';
import { CodedError } from '../../wire/coded-error.ts';
import type { Binding } from '../context.ts';
import type { Descriptors } from '../descriptors.ts';
import { bytesOf, encode, encodingOf } from '../encoding.ts';
import { pathText } from './call.ts';
import type { Parts } from './parts.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

const position = (value: unknown): number | null => {
	const number = typeof value === 'bigint' ? Number(value) : value;
	return typeof number === 'number' && number >= 0 ? number : null;
};

export function readFunctions({ context, calls, table }: Parts): Binding {
	const readInto = (fd: number, into: ArrayBufferView, offset: number, length: number, at: unknown) => {
		const bytes = table.read(fd, length, position(at));
		bytesOf(into).set(bytes, offset);
		return bytes.length;
	};
	const read = calls.define('read', 5, 0, readInto);
	return {
		read(fd: number, into: ArrayBufferView, offset: number, length: number, at: unknown, request: unknown) {
			const description = request === undefined ? null : table.description(fd);
			if (description === null) return read(fd, into, offset, length, at, request);
			const pending = context.calls.read(description, length, position(at)).then((bytes) => {
				bytesOf(into).set(bytes, offset);
				return bytes.length;
			});
			return calls.later(request, 'read', pending);
		},
		readBuffers: calls.define('read', 3, 0, (fd: number, views: ArrayBufferView[], at: unknown) => {
			let [total, from] = [0, position(at)];
			for (const view of views) {
				const count = readInto(fd, view, 0, view.byteLength, from);
				total += count;
				if (from !== null) from += count;
				if (count < view.byteLength) break;
			}
			return total;
		})
	};
}

/** Bytes of one read. */
const PART = 1 << 20;

function readAll(table: Descriptors, fd: number): string {
	const streaming = new TextDecoder('utf-8', { ignoreBOM: true });
	let text = '';
	for (let part = table.read(fd, PART, null); part.length > 0; part = table.read(fd, PART, null))
		text += streaming.decode(part, { stream: true });
	return text + streaming.decode();
}

/** Whole files as text, without a descriptor. */
export function textFunctions({ context, table, absolute }: Parts): Binding {
	const { files, sync, start, uvException } = context;
	return {
		readFileUtf8(path: unknown, flags: number) {
			try {
				if (typeof path === 'number') return readAll(table, path);
				if ((flags & (OPEN.CREATE | OPEN.TRUNCATE)) !== 0)
					sync.create(absolute(path), flags, 0o666 & ~start.umask);
				const found = files.find(absolute(path), true);
				if (found && files.stat(found).kind === 'device') {
					const fd = table.open(absolute(path), flags, 0o666);
					const text = readAll(table, fd);
					table.close(fd);
					return text;
				}
				return decoder.decode(files.readFile(files.lookup(absolute(path), true)));
			} catch (error) {
				if (!(error instanceof CodedError)) throw error;
				const isDirectory = error.code === 'EISDIR';
				throw uvException(
					error.code,
					isDirectory ? 'read' : 'open',
					typeof path === 'number' || isDirectory ? undefined : pathText(path)
				);
			}
		},
		writeFileUtf8(path: unknown, text: string, flags: number, mode: number) {
			try {
				if (typeof path === 'number') table.write(path, encoder.encode(text), null);
				else sync.writeFile(absolute(path), encoder.encode(text), flags, mode & ~start.umask);
			} catch (error) {
				if (!(error instanceof CodedError)) throw error;
				throw uvException(error.code, 'open', typeof path === 'number' ? undefined : pathText(path));
			}
		}
	};
}

export function writeFunctions({ calls, table }: Parts): Binding {
	const copy = (view: ArrayBufferView, offset = 0, length = view.byteLength - offset) =>
		bytesOf(view).slice(offset, offset + length);
	return {
		writeBuffer: calls.define(
			'write',
			5,
			0,
			(fd: number, view: ArrayBufferView, offset: number, length: number, at: unknown) =>
				table.write(fd, copy(view, offset, length), position(at))
		),
		writeBuffers: calls.define('write', 3, 0, (fd: number, views: ArrayBufferView[], at: unknown) => {
			let [total, from] = [0, position(at)];
			for (const view of views) {
				const count = table.write(fd, copy(view), from);
				total += count;
				if (from !== null) from += count;
			}
			return total;
		}),
		writeString: calls.define('write', 4, 0, (fd: number, text: string, at: unknown, encoding: unknown) =>
			table.write(fd, encode(text, encodingOf(encoding)), position(at))
		)
	};
}
