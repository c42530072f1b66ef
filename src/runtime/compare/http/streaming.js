const http = require('node:http');
const { pipeline, Readable } = require('node:stream');
const server = http.createServer((request, response) => {
	if (request.url === '/up')
		return void pipeline(request, response, (error) => console.log('pipeline', error));
	let at = 0;
	const source = new Readable({
		read() {
			this.push(at < 50 ? Buffer.alloc(40_000, at++) : null);
		}
	});
	source.pipe(response);
});
server.listen(0, () => {
	const { port } = server.address();
	http.get({ port }, (response) => {
		let total = 0;
		response.on('data', (chunk) => (total += chunk.length));
		response.on('end', () => {
			console.log(total, response.complete);
			const request = http.request({ port, path: '/up', method: 'POST' }, (echo) => {
				let length = 0;
				echo.on('data', (chunk) => (length += chunk.length));
				echo.on('end', () => {
					console.log(length);
					server.close();
				});
			});
			let sent = 0;
			const more = () => {
				while (sent < 30) {
					sent++;
					if (!request.write(Buffer.alloc(50_000))) return void request.once('drain', more);
				}
				request.end();
			};
			more();
		});
	});
});
