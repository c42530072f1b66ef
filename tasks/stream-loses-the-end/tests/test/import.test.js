import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { importLog } from '../src/import.js';

/** A store that notes how it is used; saving takes a turn of the event loop. */
function memoryStore({ fail } = {}) {
	const store = { batches: [], saving: 0, most: 0, done: 0 };
	store.save = async (records) => {
		store.saving++;
		store.most = Math.max(store.most, store.saving);
		store.batches.push(records);
		await new Promise((resolve) => setImmediate(resolve));
		store.saving--;
		if (fail?.(records)) throw new Error('The store is full');
		store.done += records.length;
	};
	return store;
}

const chunks = (text, size) => {
	const bytes = Buffer.from(text);
	const parts = [];
	for (let at = 0; at < bytes.length; at += size) parts.push(bytes.subarray(at, at + size));
	return Readable.from(parts, { objectMode: false });
};
const line = (index) => `2024-01-01T00:00:${String(index % 60).padStart(2, '0')} INFO message ${index}`;
const log = (count) => Array.from({ length: count }, (_, index) => `${line(index)}\n`).join('');

async function imported(text, { size = 7, batch = 3 } = {}) {
	const store = memoryStore();
	await importLog(chunks(text, size), store, { size: batch });
	return { store, records: store.batches.flat() };
}

test('full batches are saved in order', async () => {
	const { store, records } = await imported(log(7), { batch: 2 });
	assert.deepEqual(store.batches.slice(0, 3).map((batch) => batch.length), [2, 2, 2]);
	assert.deepEqual(records.slice(0, 6).map(({ message }) => message), [0, 1, 2, 3, 4, 5].map((index) => `message ${index}`));
});

for (const count of [1, 2, 3, 4, 10])
	test(`a log of ${count} records is saved whole`, async () => {
		const { records } = await imported(log(count));
		assert.deepEqual(records.map(({ message }) => message), Array.from({ length: count }, (_, index) => `message ${index}`));
	});

test('the last line needs no line end', async () => {
	const { records } = await imported(log(4).trimEnd());
	assert.equal(records.at(-1)?.message, 'message 3');
});

test('an empty log saves nothing', async () => {
	const { store } = await imported('');
	assert.deepEqual(store.batches, []);
});

test('no batch is empty', async () => {
	const { store } = await imported(log(6), { batch: 3 });
	assert.deepEqual(store.batches.map((batch) => batch.length), [3, 3]);
});

test('lines that begin with a blank belong to the record before, the last one too', async () => {
	const { records } = await imported('t1 ERROR first\n  at a\n  at b\nt2 WARN second\n\tat c');
	assert.deepEqual(records.map(({ message }) => message), ['first\nat a\nat b', 'second\nat c']);
});

for (const size of [1, 2, 3, 5])
	test(`characters are whole when chunks have ${size} bytes`, async () => {
		const { records } = await imported('t1 INFO größe 日本語 😀\r\nt2 INFO ok\r\n', { size });
		assert.deepEqual(records.map(({ message }) => message), ['größe 日本語 😀', 'ok']);
	});

test('everything is saved when the import is done', async () => {
	const { store } = await imported(log(50), { batch: 4 });
	assert.deepEqual([store.done, store.saving], [50, 0]);
});

test('one batch is saved at a time', async () => {
	const { store } = await imported(log(50), { batch: 4 });
	assert.equal(store.most, 1);
});

test('an error of the store ends the import', async () => {
	const store = memoryStore({ fail: (records) => records.some(({ message }) => message === 'message 5') });
	await assert.rejects(importLog(chunks(log(40), 64), store, { size: 2 }), /The store is full/);
	assert.ok(store.batches.length < 10, `${store.batches.length} batches were saved after the error`);
});

test('an error of the last batch ends the import too', async () => {
	const store = memoryStore({ fail: (records) => records.length === 1 });
	await assert.rejects(importLog(chunks(log(4), 64), store, { size: 3 }), /The store is full/);
});

test('what is no log is refused', async () => {
	await assert.rejects(imported('nonsense\n'), /"nonsense" is not a line of a log/);
	await assert.rejects(imported('  at a\n'), /cannot begin with/);
});
