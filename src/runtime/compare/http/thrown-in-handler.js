const http = require('node:http');
process.on('uncaughtException', (error, origin) => {
	console.log(origin, error.message);
	server.closeAllConnections();
	server.close();
});
const server = http.createServer(() => {
	throw new Error('in the handler');
});
server.listen(0, () => {
	http.get({ port: server.address().port }).on('error', (error) => console.log(error.message, error.code));
});
