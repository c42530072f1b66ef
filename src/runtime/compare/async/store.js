// A store follows each kind of callback.
const { AsyncLocalStorage, AsyncResource, executionAsyncId } = require('async_hooks');
const { execFile } = require('child_process');
const { randomBytes } = require('crypto');
const fs = require('fs');
const zlib = require('zlib');

const storage = new AsyncLocalStorage();
const seen = {};
const see = (name) => () => {
	seen[name] = storage.getStore();
};

storage.run('inside', () => {
	setTimeout(see('timeout'), 1);
	setImmediate(see('immediate'));
	process.nextTick(see('tick'));
	queueMicrotask(see('microtask'));
	fs.readFile(__filename, see('file'));
	fs.promises.stat(__filename).then(see('file promise'));
	fs.createReadStream(__filename).resume().on('end', see('stream'));
	execFile(process.execPath, ['--version'], see('child'));
	zlib.gzip('text', see('zlib'));
	randomBytes(4, see('random'));
	Promise.resolve().then(see('then'));
	Promise.reject(new Error('no')).catch(see('catch'));
	Promise.resolve().finally(see('finally'));
	Promise.all([1, new Promise((resolve) => setTimeout(resolve, 2))]).then(see('all'));
	storage.run('deeper', () => setTimeout(see('deeper'), 1));
	storage.exit(() => setTimeout(see('outside'), 1));
	const bound = AsyncResource.bind(see('bound'));
	setTimeout(() => storage.run('other', bound), 1);
	const snapshot = AsyncLocalStorage.snapshot();
	setTimeout(() => storage.run('other', snapshot, see('snapshot')), 1);
});
setTimeout(see('beside'), 1);

process.on('exit', () => {
	for (const name of Object.keys(seen).sort()) console.log(name, seen[name]);
	console.log(storage.getStore(), executionAsyncId() > 0);
});
