import http from 'node:http';
import { once } from 'node:events';
const server = http.createServer(async (request, response) => {
	await new Promise((resolve) => setTimeout(resolve, Number(request.url.slice(1)) % 7));
	response.end(request.url);
});
server.listen(0);
await once(server, 'listening');
const { port } = server.address();
const get = async (path) => {
	const [response] = await once(http.get({ port, path }), 'response');
	let text = '';
	for await (const chunk of response) text += chunk;
	return text === path;
};
const results = await Promise.all(Array.from({ length: 100 }, (_, at) => get(`/${at}`)));
console.log(results.filter(Boolean).length);
server.closeIdleConnections();
server.close();
