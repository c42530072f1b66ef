// Handles and requests of the library: their kinds, and in whose context their callbacks run.
const async_hooks = require('node:async_hooks');
const fs = require('node:fs');
const http = require('node:http');
const net = require('node:net');
const { execFile } = require('node:child_process');
const { MessageChannel, Worker } = require('node:worker_threads');
const { AsyncLocalStorage, executionAsyncId, executionAsyncResource } = async_hooks;

const made = new Map();
const gone = new Set();
const wanted =
	/^(FSREQ|FILEHANDLE|TCP|PIPE|GETADDR|WORKER|MESSAGEPORT|HTTP|PROCESSWRAP|SHUTDOWNWRAP|STATWATCHER|FSEVENT)/;
const hook = async_hooks.createHook({
	init(id, type, trigger) {
		if (wanted.test(type)) made.set(id, { type, trigger });
	},
	destroy: (id) => gone.add(id)
});
const here = () => made.get(executionAsyncId())?.type ?? 'another';
const kinds = (from) => [...made].filter(([id]) => id > from).map(([, { type }]) => type);

function files(done) {
	const before = async_hooks.executionAsyncId();
	hook.enable();
	fs.stat(__filename, () => {
		const resource = executionAsyncResource();
		console.log('stat runs in', here(), resource.constructor.name, executionAsyncId() !== before);
		fs.open(__filename, 'r', (error, fd) => {
			console.log('open runs in', here(), made.get(executionAsyncId())?.type);
			fs.close(fd, () => {
				console.log('close runs in', here());
				hook.disable();
				console.log(kinds(0));
				done();
			});
		});
	});
}

function sockets(done) {
	made.clear();
	hook.enable();
	const server = net.createServer((socket) => {
		const { type, trigger } = made.get(socket._handle.getAsyncId());
		console.log('accepted', type, made.get(trigger)?.type, 'in', here());
		socket.on('data', (data) => {
			console.log('server reads', String(data), 'in', here());
			socket.end('bye');
		});
	});
	server.listen(0, '127.0.0.1', () => {
		const client = net.connect(server.address().port, '127.0.0.1', () => {
			console.log('connected in', here());
			console.log('its id', made.get(client._handle.getAsyncId()).type);
			client.write('hello');
		});
		client.on('data', (data) => console.log('client reads', String(data), 'in', here()));
		client.on('close', () => {
			console.log('client closed in', here());
			server.close(() => {
				console.log('server closed in', here());
				hook.disable();
				console.log([...new Set(kinds(0))].sort());
				done();
			});
		});
	});
}

function ports(done) {
	made.clear();
	hook.enable();
	const { port1, port2 } = new MessageChannel();
	console.log(kinds(0));
	port2.on('message', (text) => {
		console.log(text, 'in', here());
		port1.close();
	});
	port2.on('close', () => {
		console.log('port closed in', here());
		made.clear();
		const worker = new Worker('', { eval: true });
		console.log(kinds(0));
		worker.on('online', () => console.log('online in', here()));
		worker.on('exit', () => {
			console.log('thread ended in', here());
			hook.disable();
			done();
		});
	});
	port1.postMessage('a message');
}

function children(done) {
	made.clear();
	hook.enable();
	execFile(process.execPath, ['-p', '1'], (error, text) => {
		console.log('child said', text.trim());
		hook.disable();
		console.log(kinds(0).filter((type) => type !== 'SHUTDOWNWRAP'));
		done();
	}).on('exit', () => console.log('child ended in', here()));
}

function requests(done) {
	made.clear();
	hook.enable();
	const server = http.createServer((request, response) => {
		console.log('request in', here(), executionAsyncResource().constructor.name);
		response.end('answer');
	});
	server.listen(0, '127.0.0.1', () => {
		const agent = new http.Agent({ keepAlive: false });
		http.get({ port: server.address().port, host: '127.0.0.1', agent }, (response) => {
			console.log('response in', here(), executionAsyncResource().constructor.name);
			response.resume().on('end', () => {
				server.close(() => {
					hook.disable();
					console.log(
						kinds(0)
							.filter((type) => type.startsWith('HTTP'))
							.sort()
					);
					done();
				});
			});
		});
	});
}

function stores() {
	const storage = new AsyncLocalStorage();
	const server = net.createServer((socket) => {
		console.log('the server knows', storage.getStore());
		socket.end('x');
	});
	storage.run('the server', () =>
		server.listen(0, '127.0.0.1', () => {
			const port = server.address().port;
			const client = storage.run('the client', () => net.connect(port, '127.0.0.1'));
			client.on('connect', () => console.log('connect knows', storage.getStore()));
			client.on('data', () => console.log('data knows', storage.getStore()));
			client.on('close', () => {
				console.log('close knows', storage.getStore());
				server.close(() => console.log('the end', gone.size > 5));
			});
		})
	);
}

files(() => sockets(() => ports(() => children(() => requests(stores)))));
