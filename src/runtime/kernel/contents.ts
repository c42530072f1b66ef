/** What one inode holds: its bytes and its attributes. What changes names is files.ts. */
import { INODE, UNIT } from '../protocol/file-table.ts';
import type { Ino } from '../protocol/file-view.ts';
import { CodedError } from '../wire/coded-error.ts';
import { Table } from './table.ts';

export class Contents extends Table {
	writeAt(ino: Ino, position: number | null, bytes: Uint8Array): number {
		this.change(() => {
			const size = this.inode(ino, INODE.SIZE);
			const start = position ?? size;
			const end = start + bytes.length;
			this.reserve(ino, Math.max(size, end));
			const at = this.inode(ino, INODE.BLOCK) * UNIT;
			if (start > size) this.bytes.fill(0, at + size, at + start);
			this.bytes.set(bytes, at + start);
			if (end > size) this.setInode(ino, INODE.SIZE, end);
			this.touch(ino);
		});
		return bytes.length;
	}

	truncate(ino: Ino, length: number): void {
		if (length < 0) throw new CodedError('EINVAL');
		this.change(() => {
			const size = this.inode(ino, INODE.SIZE);
			if (length === 0) this.freeContents(ino);
			else {
				this.reserve(ino, Math.max(size, length));
				const at = this.inode(ino, INODE.BLOCK) * UNIT;
				if (length > size) this.bytes.fill(0, at + size, at + length);
				this.setInode(ino, INODE.SIZE, length);
				this.trim(ino);
			}
			this.touch(ino);
		});
	}

	setMode(ino: Ino, mode: number): void {
		this.change(() => {
			this.setInode(ino, INODE.MODE, mode & 0o7777);
			this.setTime(ino, 2, this.clock());
		});
	}
	setOwner(ino: Ino, uid: number, gid: number): void {
		this.change(() => {
			if (uid >= 0) this.setInode(ino, INODE.UID, uid);
			if (gid >= 0) this.setInode(ino, INODE.GID, gid);
			this.setTime(ino, 2, this.clock());
		});
	}
	setTimes(ino: Ino, accessed: number, modified: number): void {
		this.change(() => {
			this.setTime(ino, 0, accessed);
			this.setTime(ino, 1, modified);
			this.setTime(ino, 2, this.clock());
		});
	}
}
