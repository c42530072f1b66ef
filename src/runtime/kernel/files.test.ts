import { encode } from '@msgpack/msgpack';
import { expect, it } from 'vitest';
import { makeMemory } from '../protocol/file-table.ts';
import { SharedFileView } from '../protocol/files.ts';
import { OPEN } from '../protocol/syscalls.ts';
import { CodedError } from '../wire/coded-error.ts';
import { Files } from './files.ts';
import { mount } from './snapshots.ts';

const WRITE_NEW = OPEN.WRITE | OPEN.CREATE | OPEN.TRUNCATE;

function makeFiles(memory = makeMemory()) {
	const files = new Files(memory);
	files.format();
	files.mkdir('/layers', 0o755, true);
	return files;
}

/** A process's view, with a table of what it holds open. */
function reader(files: Files) {
	return new SharedFileView(files.sharedMemory, files.makeHolder());
}

const write = (files: Files, path: string, bytes: Uint8Array) =>
	files.writeFile(path, bytes, WRITE_NEW, 0o644);
const filled = (length: number, value: number) => new Uint8Array(length).fill(value);

it('200 mounts and removals of 20 MB stay within the room of two', () => {
	const files = makeFiles();
	const d: Record<string, unknown> = {};
	for (let at = 0; at < 40; at++) d[`file ${at}`] = { f: { c: filled(500_000 + at, at) } };
	const tree = encode({ d: { layer: { d } } });
	const [extent, size] = [files.extent, files.sharedMemory.buffer.byteLength];
	for (let round = 0; round < 200; round++) {
		mount(files, tree, '/layers');
		// Every other one is laid over what is there.
		if (round % 2) files.removeTree('/layers/layer');
	}
	expect(files.extent).toBe(extent);
	expect(files.sharedMemory.buffer.byteLength).toBeLessThanOrEqual(size + 64 * 1024 * 1024);
});

it('files that are written, overwritten, grown, cut and removed leave nothing behind', () => {
	const files = makeFiles();
	const [extent, used] = [files.extent, files.used];
	for (let round = 0; round < 50; round++) {
		for (let at = 0; at < 40; at++) write(files, `/layers/${at}`, filled(at * 997 + round, at));
		for (let at = 0; at < 40; at += 3)
			files.writeAt(files.lookup(`/layers/${at}`, true), null, filled(5000, 9));
		for (let at = 0; at < 40; at += 4) files.truncate(files.lookup(`/layers/${at}`, true), 100);
		files.rename('/layers/1', '/layers/2');
		files.removeTree('/layers');
		files.mkdir('/layers', 0o755, true);
	}
	expect([files.extent, files.used]).toEqual([extent, used]);
});

it('a file that is cut short gives its end back, and keeps its beginning', () => {
	const files = makeFiles();
	write(files, '/layers/a', filled(1_000_000, 7));
	const before = files.extent;
	const ino = files.lookup('/layers/a', true);
	files.truncate(ino, 10);
	expect(files.extent).toBeLessThan(before - 900_000);
	files.truncate(ino, 20);
	expect([...files.readFile(ino)]).toEqual([...filled(10, 7), ...filled(10, 0)]);
});

it('a file that somebody has open is read to its end although its name and its layer are gone', () => {
	const files = makeFiles();
	const process = reader(files);
	mount(files, encode({ d: { kept: { f: { c: filled(50_000, 5) } } } }), '/layers');
	const ino = process.lookup('/layers/kept', true);
	process.hold(ino);
	files.unlink('/layers/kept');
	for (let at = 0; at < 30; at++) write(files, `/layers/${at}`, filled(60_000, 1));
	expect(process.readFile(ino)).toEqual(filled(50_000, 5));
	process.release(ino);
	files.removeTree('/layers');
	expect(() => process.stat(ino)).toThrow(expect.objectContaining({ code: 'ENOENT' }));
});

it('what only waits to be given back is, before the memory grows', () => {
	const files = makeFiles();
	const process = reader(files);
	const large = filled(20_000_000, 3);
	write(files, '/layers/0', large);
	for (let at = 0; at < 60; at++) {
		const ino = process.lookup(`/layers/${at}`, true);
		process.hold(ino);
		write(files, `/layers/${at + 1}`, large);
		files.unlink(`/layers/${at}`);
		process.release(ino);
	}
	expect(files.extent).toBeLessThan(5 * large.length);
});

it('what was mounted counts against the limit once it needs more room, and no longer when it is gone', () => {
	const files = makeFiles();
	const before = files.used;
	mount(files, encode({ d: { a: { f: { c: filled(1000, 1) } } } }), '/layers');
	expect(files.used).toBe(before);
	files.writeAt(files.lookup('/layers/a', true), null, filled(1000, 2));
	expect(files.used).toBeGreaterThanOrEqual(before + 2000);
	expect(files.readFile(files.lookup('/layers/a', true))).toEqual(
		Uint8Array.from([...filled(1000, 1), ...filled(1000, 2)])
	);
	files.unlink('/layers/a');
	expect(files.used).toBe(before);
});

it('a file that grows gets all the room that is left, when half as much again is not there', () => {
	const files = makeFiles();
	const free = 100_000;
	const limit = files.used + free;
	const refused: number[] = [];
	files.hasRoom = (kind, used) => kind !== 'bytes' || used <= limit;
	files.admit = (kind, used) => {
		if (files.hasRoom(kind, used)) return;
		refused.push(used);
		throw new CodedError('ENOSPC');
	};
	write(files, '/layers/a', filled(60_000, 1));
	const ino = files.lookup('/layers/a', true);
	for (let written = 60_000; written < free - 20_000; written += 10_000)
		files.writeAt(ino, null, filled(10_000, 2));
	files.writeAt(ino, null, filled(19_984, 3));
	expect(files.readFile(ino).length).toBe(99_984);
	expect(refused).toEqual([]);
	expect(() => files.writeAt(ino, null, filled(10_000, 4))).toThrow(
		expect.objectContaining({ code: 'ENOSPC' })
	);
});

it('a file of more than half of the memory grows where it lies', () => {
	const files = makeFiles(new WebAssembly.Memory({ initial: 1024, maximum: 1024, shared: true }));
	write(files, '/layers/a', filled(25_000_000, 1));
	const ino = files.lookup('/layers/a', true);
	expect(files.writeAt(ino, null, filled(1000, 2))).toBe(1000);
});
