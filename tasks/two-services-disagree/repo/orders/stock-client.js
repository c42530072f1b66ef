/** The stock service as orders sees it. */
export class StockClient {
	constructor(url) {
		this.url = url;
	}

	/** True = reserved, false = there is not enough, or no such article. */
	async reserve(id, article, quantity) {
		const response = await fetch(`${this.url}/reservations`, {
			method: 'POST',
			body: JSON.stringify({ id, article, amount: quantity })
		});
		return response.ok;
	}

	async release(id) {
		await fetch(`${this.url}/reservations/${id}`, { method: 'DELETE' });
	}
}
