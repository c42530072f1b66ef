import { createServer } from 'node:http';

/** Serves `handle({method, path, body})`, which gives {status, body}, on a free port of loopback. */
export async function serve(handle) {
	const server = createServer(async (request, response) => {
		let status = 500;
		let body = { error: 'internal' };
		try {
			const chunks = [];
			for await (const chunk of request) chunks.push(chunk);
			const text = Buffer.concat(chunks).toString();
			({ status, body } = await handle({ method: request.method, path: request.url, body: text }));
		} catch (error) {
			body = { error: error.message };
		}
		response.writeHead(status, body === undefined ? {} : { 'content-type': 'application/json' });
		response.end(body === undefined ? undefined : JSON.stringify(body));
	});
	await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
	return {
		url: `http://127.0.0.1:${server.address().port}`,
		close: () =>
			new Promise((closed) => {
				server.close(closed);
				server.closeAllConnections();
			})
	};
}
