/** Blobs as Node's library sees them: a list of byte parts behind a handle, read in turns. */
import type { BindingFactory } from '../context.ts';
import { joined } from '../../wire/bytes.ts';
import { bytesOf } from '../encoding.ts';
import { pathText } from '../fs/call.ts';

type Part = Uint8Array | BlobHandle;
/** status 1 = a chunk, 0 = the end. */
type Pull = (status: number, chunk?: ArrayBuffer) => void;

class BlobHandle {
	readonly bytes: Uint8Array<ArrayBuffer>;
	constructor(bytes: Uint8Array<ArrayBuffer>) {
		this.bytes = bytes;
	}
	slice(start: number, end: number) {
		return new BlobHandle(this.bytes.slice(start, end));
	}
	getReader() {
		let done = false;
		return {
			pull: (callback: Pull) => {
				if (done || this.bytes.length === 0) return callback(0);
				done = true;
				callback(1, this.bytes.slice().buffer);
			}
		};
	}
}

export const blob: BindingFactory = ({ files, handles, permissions, resolve }) => {
	handles.add({
		binding: 'blob',
		name: 'Blob',
		is: (value): value is BlobHandle => value instanceof BlobHandle,
		write: ({ bytes }) => bytes,
		read: (bytes) => new BlobHandle(bytes),
		shares: true
	});
	const urls = new Map<string, [handle: BlobHandle, length: number, type: string]>();
	return {
		createBlob: (parts: (Part | ArrayBuffer)[]) =>
			new BlobHandle(joined(parts.map((part) => (part instanceof BlobHandle ? part.bytes : bytesOf(part))))),
		concat: (parts: (ArrayBufferView | ArrayBuffer)[]) => joined(parts.map((part) => bytesOf(part))).buffer,
		storeDataObject: (id: string, handle: BlobHandle, length: number, type: string) =>
			void urls.set(id, [handle, length, type]),
		getDataObject: (id: string) => urls.get(id),
		revokeObjectURL: (url: string) => void urls.delete(url.slice(url.lastIndexOf(':') + 1)),
		/** The bytes as they are now; Node's own handle refuses a file that changed meanwhile, ours can not see that. */
		createBlobFromFilePath(given: string | Uint8Array) {
			const path = pathText(given);
			permissions.need('fs.read', path);
			const ino = files.find(resolve(path), true);
			if (!ino || files.stat(ino).kind !== 'file') return undefined;
			const bytes = files.readFile(ino).slice();
			return [new BlobHandle(bytes), bytes.length];
		}
	};
};
