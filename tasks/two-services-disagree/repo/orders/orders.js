/** The order service. */
export function createOrders(stock) {
	async function order(text) {
		const { id, lines } = JSON.parse(text);
		const reserved = [];
		const missing = [];
		for (const [index, { article, quantity }] of lines.entries()) {
			const reservation = `${id}/${index}`;
			if (await stock.reserve(reservation, article, quantity)) reserved.push(reservation);
			else missing.push(article);
		}
		if (missing.length === 0) return { status: 201, body: { id, state: 'accepted' } };
		for (const reservation of reserved) await stock.release(reservation);
		return { status: 409, body: { id, state: 'refused', missing } };
	}

	return async function handle({ method, path, body }) {
		if (method === 'POST' && path === '/orders') return order(body);
		return { status: 404, body: { error: `There is no ${method} ${path}` } };
	};
}
