// What keeps a process: process.getActiveResourcesInfo and its older kin.
const fs = require('node:fs');
const net = require('node:net');
const { once } = require('node:events');

const counted = () => {
	const counts = {};
	for (const name of process.getActiveResourcesInfo())
		if (!['PipeWrap', 'TTYWrap', 'ConnectWrap'].includes(name)) counts[name] = (counts[name] ?? 0) + 1;
	return counts;
};

async function main() {
	for (let i = 0; i < 3; i++) fs.stat(__filename, () => {});
	console.log(counted(), process._getActiveRequests().length);
	await new Promise((resolve) => setTimeout(resolve, 50));
	const server = net.createServer().listen(0);
	const client = net.connect(server.address().port);
	const [socket] = await once(server, 'connection');
	if (client.connecting) await once(client, 'connect');
	console.log(counted());
	const handles = process._getActiveHandles();
	console.log([server, client, socket].map((each) => handles.includes(each)));
	client.unref();
	console.log(counted());
	client.destroy();
	socket.destroy();
	server.close();
	await new Promise((resolve) => setTimeout(resolve, 50));
	console.log(counted());
}
main();
