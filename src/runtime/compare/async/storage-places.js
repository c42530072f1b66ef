// The store in timers, streams, emitters, files, child processes, queues and rejections.
const { AsyncLocalStorage } = require('node:async_hooks');
const { EventEmitter } = require('node:events');
const fs = require('node:fs');
const http = require('node:http');
const crypto = require('node:crypto');
const zlib = require('node:zlib');
const { execFile } = require('node:child_process');
const { Readable, finished } = require('node:stream');
const store = new AsyncLocalStorage();
const seen = [];
const note = (place) => seen.push(`${place}: ${store.getStore()}`);
const waits = [];
const wait = (place, begin) =>
	waits.push(store.run(place, () => new Promise((done) => begin(() => (note(place), done())))));
wait('timeout', (done) => setTimeout(done, 1));
wait('immediate', setImmediate);
wait('tick', process.nextTick);
wait('microtask', queueMicrotask);
wait('interval', (done) => {
	const timer = setInterval(() => (clearInterval(timer), done()), 1);
});
wait('stat', (done) => fs.stat('.', done));
wait('read', (done) =>
	fs
		.createReadStream(__filename)
		.on('data', () => {})
		.on('end', done)
);
wait('promise', (done) => fs.promises.stat('.').then(done));
wait('exec', (done) => execFile(process.execPath, ['-e', '0'], done));
wait('random', (done) => crypto.randomBytes(4, done));
wait('scrypt', (done) => crypto.scrypt('a', 'b', 4, { N: 2 }, done));
wait('gzip', (done) => zlib.gzip('x', done));
wait('finished', (done) => finished(Readable.from(['x']).resume(), done));
wait('message', (done) => {
	const { port1, port2 } = new MessageChannel();
	port2.once('message', () => (port2.close(), done()));
	port1.postMessage(1);
});
wait('abort', (done) => AbortSignal.timeout(1).addEventListener('abort', done));
const emitter = new EventEmitter();
store.run('at on', () => emitter.on('x', () => note('emitter')));
store.run('at emit', () => emitter.emit('x'));
const server = http.createServer((request, response) =>
	store.run(request.url, () =>
		setTimeout(() => {
			note(`server ${request.url}`);
			request.on('end', () => note('request end')).resume();
			response.end();
		}, 1)
	)
);
waits.push(
	new Promise((done) =>
		server.listen(0, '127.0.0.1', () => {
			store.run('client', () =>
				http.get({ port: server.address().port, path: '/a', host: '127.0.0.1' }, (response) => {
					note('response');
					response.resume().on('end', () => {
						note('response end');
						server.close(done);
					});
				})
			);
		})
	)
);
Promise.all(waits).then(() => console.log(seen.sort().join('\n')));
process.on('unhandledRejection', () => note('rejection'));
