/** Asks a catalogue, page after page. `request(address)` gives {status, body}. */
export class CatalogueClient {
	#request;
	#limit;

	constructor(request, { limit = 20 } = {}) {
		this.#request = request;
		this.#limit = limit;
	}

	async *books({ author } = {}) {
		let after = null;
		do {
			const query = new URLSearchParams({ limit: String(this.#limit) });
			if (author !== undefined) query.set('author', author);
			if (after !== null) query.set('after', after);
			const { status, body } = await this.#request(`/books?${query}`);
			if (status !== 200) throw new Error(`The catalogue answered ${status}: ${body.error}`);
			yield* body.books;
			after = body.next;
		} while (after !== null);
	}

	async all(filter) {
		const books = [];
		for await (const book of this.books(filter)) books.push(book);
		return books;
	}
}
