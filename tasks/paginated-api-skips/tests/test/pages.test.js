import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CatalogueClient } from '../src/client.js';
import { decodeCursor, encodeCursor } from '../src/cursor.js';
import { pageOf } from '../src/pages.js';
import { createService } from '../src/service.js';
import { BookStore } from '../src/store.js';

const books = (count) =>
	Array.from({ length: count }, (_, index) => ({
		id: `b${String(index).padStart(3, '0')}`,
		title: `Title ${String(index).padStart(3, '0')}`,
		author: index % 3 === 0 ? 'Ada' : 'Ben'
	}));
const titles = (list) => list.map(({ title }) => title);

function catalogue(count) {
	const store = new BookStore(books(count));
	const service = createService(store);
	const asked = [];
	const request = async (address) => {
		asked.push(address);
		return service(address);
	};
	return { store, service, asked, request };
}

test('the first page begins at the beginning', () => {
	const { items } = pageOf(books(7), { limit: 3 });
	assert.deepEqual(titles(items), ['Title 000', 'Title 001', 'Title 002']);
});

test('a last page that is full says that there is no other', () => {
	assert.equal(pageOf(books(3), { limit: 3 }).next, null);
	assert.equal(pageOf([], { limit: 3 }).next, null);
});

for (const [count, limit] of [[7, 3], [9, 3], [10, 1], [41, 20], [1, 5], [250, 100]])
	test(`${count} books in pages of ${limit} are all there, once and in order`, async () => {
		const { request, asked } = catalogue(count);
		const found = await new CatalogueClient(request, { limit }).all();
		assert.deepEqual(titles(found), titles(books(count)));
		assert.equal(asked.length, Math.max(1, Math.ceil(count / limit)));
	});

test('pages of one author are complete too', async () => {
	const { request } = catalogue(30);
	const found = await new CatalogueClient(request, { limit: 4 }).all({ author: 'Ada' });
	assert.deepEqual(titles(found), titles(books(30).filter(({ author }) => author === 'Ada')));
});

test('books with the same title are told apart by their id', async () => {
	const store = new BookStore(['c', 'a', 'd', 'b', 'e'].map((id) => ({ id, title: 'Same' })));
	const found = await new CatalogueClient(createService(store), { limit: 2 }).all();
	assert.deepEqual(found.map(({ id }) => id), ['a', 'b', 'c', 'd', 'e']);
});

test('a book that is removed between two pages hides no other', async () => {
	const { store, request } = catalogue(9);
	const seen = [];
	for await (const book of new CatalogueClient(request, { limit: 3 }).books()) {
		seen.push(book.title);
		if (book.id === 'b002') store.remove('b003');
	}
	assert.deepEqual(seen, titles(books(9).filter(({ id }) => id !== 'b003')));
});

test('the last book of a page may be removed before the next page is asked for', async () => {
	const { store, request } = catalogue(9);
	const seen = [];
	for await (const book of new CatalogueClient(request, { limit: 3 }).books()) {
		seen.push(book.title);
		if (book.id === 'b002') store.remove('b002');
	}
	assert.deepEqual(seen, titles(books(9)));
});

test('a book that is added in front of the place repeats no other', async () => {
	const { store, request } = catalogue(6);
	const seen = [];
	for await (const book of new CatalogueClient(request, { limit: 2 }).books()) {
		seen.push(book.title);
		if (book.id === 'b001') store.add({ id: 'new', title: 'A first title' });
	}
	assert.deepEqual(seen, titles(books(6)));
});

test('a book that is added right behind the last one handed out is not missed', async () => {
	const { store, request } = catalogue(6);
	const seen = [];
	for await (const book of new CatalogueClient(request, { limit: 2 }).books()) {
		seen.push(book.title);
		if (book.id === 'b001') store.add({ id: 'new', title: 'Title 001 and a half' });
	}
	assert.deepEqual(seen.slice(0, 4), ['Title 000', 'Title 001', 'Title 001 and a half', 'Title 002']);
	assert.equal(seen.length, 7);
});

test('a cursor survives its journey, and nonsense is refused', async () => {
	const place = { title: 'Ünïcode & more?', id: 'x/1' };
	assert.deepEqual(decodeCursor(encodeCursor(place)), place);
	const { service } = catalogue(3);
	assert.equal((await service('/books?after=nonsense')).status, 400);
	assert.equal((await service('/books?limit=0')).status, 400);
	assert.equal((await service('/nothing')).status, 404);
});

test('a page holds at most a hundred books', async () => {
	const { service } = catalogue(120);
	assert.equal((await service('/books?limit=500')).body.books.length, 100);
});
