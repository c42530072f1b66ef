/** Books, sorted by title and then by id. */
export class BookStore {
	#books = [];

	constructor(books = []) {
		for (const book of books) this.add(book);
	}

	add(book) {
		if (!book.id || !book.title) throw new TypeError('A book needs an id and a title');
		if (this.#books.some(({ id }) => id === book.id)) throw new Error(`There is a book ${book.id} already`);
		this.#books.push({ author: 'unknown', ...book });
		this.#books.sort(compareBooks);
	}

	remove(id) {
		const before = this.#books.length;
		this.#books = this.#books.filter((book) => book.id !== id);
		return this.#books.length < before;
	}

	/** All books, or those of one author, in order. */
	list({ author } = {}) {
		return this.#books.filter((book) => author === undefined || book.author === author);
	}
}

export function compareBooks(one, other) {
	if (one.title !== other.title) return one.title < other.title ? -1 : 1;
	if (one.id !== other.id) return one.id < other.id ? -1 : 1;
	return 0;
}
