/** The stock service; `articles` says how many there are of each. */
export function createStock(articles) {
	const available = new Map(Object.entries(articles));
	const reservations = new Map();

	function reserve(text) {
		const { id, article, quantity } = JSON.parse(text);
		if (!available.has(article)) return { status: 404, body: { error: `There is no article ${article}` } };
		if (available.get(article) < quantity)
			return { status: 200, body: { error: 'out-of-stock', available: available.get(article) } };
		available.set(article, available.get(article) - quantity);
		reservations.set(id, { id, article, quantity });
		return { status: 201, body: { id, article, quantity } };
	}

	function release(id) {
		const reservation = reservations.get(id);
		if (!reservation) return { status: 404, body: { error: `There is no reservation ${id}` } };
		available.set(reservation.article, available.get(reservation.article) + reservation.quantity);
		reservations.delete(id);
		return { status: 204 };
	}

	return function handle({ method, path, body }) {
		const [, collection, id] = path.split('/');
		if (method === 'GET' && collection === 'articles')
			return available.has(id)
				? { status: 200, body: { article: id, available: available.get(id) } }
				: { status: 404, body: { error: `There is no article ${id}` } };
		if (method === 'POST' && path === '/reservations') return reserve(body);
		if (method === 'DELETE' && collection === 'reservations') return release(id);
		return { status: 404, body: { error: `There is no ${method} ${path}` } };
	};
}
