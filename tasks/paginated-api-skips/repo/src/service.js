import { pageOf } from './pages.js';

/** Answers a request for an address with {status, body}. */
export function createService(store) {
	return async function answer(address) {
		const { pathname, searchParams } = new URL(address, 'http://catalogue.test');
		if (pathname !== '/books') return { status: 404, body: { error: `There is no ${pathname}` } };
		const limit = Number(searchParams.get('limit') ?? 20);
		if (!Number.isInteger(limit) || limit < 1)
			return { status: 400, body: { error: 'limit must be a whole number above 0' } };
		const author = searchParams.get('author') ?? undefined;
		const after = searchParams.get('after') ?? undefined;
		try {
			const { items, next } = pageOf(store.list({ author }), { limit, after });
			return { status: 200, body: { books: items, next } };
		} catch (error) {
			if (!(error instanceof TypeError)) throw error;
			return { status: 400, body: { error: error.message } };
		}
	};
}
