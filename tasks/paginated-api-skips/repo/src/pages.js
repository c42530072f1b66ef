import { decodeCursor, encodeCursor } from './cursor.js';
import { compareBooks } from './store.js';

const LARGEST = 100;

/**
 * One page of `books`, which are sorted.
 * `next` is the cursor of the following page; null = this is the last one.
 */
export function pageOf(books, { limit = 20, after } = {}) {
	const size = Math.min(Math.max(1, limit), LARGEST);
	const start = after === undefined ? 0 : firstBehind(books, decodeCursor(after));
	const items = books.slice(start, start + size);
	const following = books[start + size];
	return { items, next: following ? encodeCursor(following) : null };
}

/** Index of the first book that comes behind the place of a cursor. */
function firstBehind(books, place) {
	const index = books.findIndex((book) => compareBooks(book, place) > 0);
	return index < 0 ? books.length : index;
}
