const net = require('node:net');
const attempt = (...args) => {
	try {
		const server = net.createServer();
		server.on('error', ({ message, code, syscall }) => console.log(args, message, code, syscall));
		server.on('listening', () => {
			console.log(args, 'listening');
			server.close();
		});
		server.listen(...args);
	} catch (error) {
		console.log(args, error.name, error.code, error.message);
	}
};
attempt(70000);
attempt(-1);
attempt({ port: 'x' });
attempt({});
attempt(0, '8.8.8.8');
attempt('/no/such/folder/x.sock');
attempt({ port: 0, host: '::1' });
attempt({ port: 0, ipv6Only: true });
const twice = net.createServer().listen(0, () => {
	try {
		twice.listen(0);
	} catch (error) {
		console.log(error.code, error.message);
	}
	twice.close();
	twice.close((error) => console.log(error.code));
});
