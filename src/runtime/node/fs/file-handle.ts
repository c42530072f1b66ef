/** The handle behind fs.promises' FileHandle. */
import type { Context } from '../context.ts';
import type { Descriptors } from '../descriptors.ts';
import type { Calls } from './call.ts';

export function fileHandleClass(context: Context, calls: Calls, table: Descriptors) {
	const close = calls.define('close', 1, 0, (fd: number) => table.close(fd));
	const promises = context.internalBinding('symbols')['fs_use_promises_symbol'];
	class FileHandle {
		fd: number;
		constructor(fd: number) {
			this.fd = fd;
			context.resources.open(this, 'FILEHANDLE');
		}
		getAsyncId() {
			return context.resources.idOf(this);
		}
		close() {
			const { fd } = this;
			this.fd = -1;
			context.resources.close(this);
			return close(fd, promises);
		}
		releaseFD() {
			const { fd } = this;
			this.fd = -1;
			context.resources.close(this);
			return fd;
		}
		onread() {}
	}
	context.handles.add({
		binding: 'fs',
		name: 'FileHandle',
		is: (value): value is FileHandle => value instanceof FileHandle,
		write: (handle) => table.giveAway(handle.releaseFD()),
		read: (description) => new FileHandle(table.add({ kind: 'shared', description })),
		moves: true,
		shares: true
	});
	return FileHandle;
}
