const net = require('node:net');
const block = new net.BlockList();
block.addAddress('127.0.0.1');
const server = net
	.createServer(() => console.log('connection'))
	.listen(0, '127.0.0.1', () => {
		const client = net.connect({ port: server.address().port, host: '127.0.0.1', blockList: block });
		client.on('error', (error) => {
			console.log(error.code, error.message);
			server.close();
		});
	});
