// Objects of Node's own classes on their way to a thread and back.
const { Worker, isMainThread, parentPort, workerData } = require('node:worker_threads');
const { createSecretKey, generateKeyPairSync, createHmac, sign, verify } = require('node:crypto');
const { createHistogram } = require('node:perf_hooks');
const { BlockList } = require('node:net');
const fs = require('node:fs');
const { tree } = require('../help.cjs');

async function atHome() {
	const folder = tree({ 'one.txt': 'first line\nsecond line\n' });
	const file = await fs.promises.open(`${folder}/one.txt`, 'r+');
	await file.read(Buffer.alloc(6), 0, 6);
	const histogram = createHistogram();
	histogram.record(3);
	const pair = generateKeyPairSync('ed25519');
	const secret = createSecretKey(Buffer.from('known to both'));
	const list = new BlockList();
	list.addRange('10.0.0.1', '10.0.0.9');
	const webKey = await crypto.subtle.importKey('raw', Buffer.alloc(16, 1), 'AES-GCM', false, ['encrypt']);
	const control = require('node:util').transferableAbortController();
	const worker = new Worker(__filename, {
		workerData: { blob: new Blob(['a blob']), secret, file, signal: control.signal },
		transferList: [file, control.signal]
	});
	console.log('here', file.fd, control.signal.aborted);
	worker.on('messageerror', (error) => console.log('messageerror', error));
	worker.on('message', async (message) => {
		if (message === 'waiting') return control.abort(new DOMException('enough', 'TimeoutError'));
		if (message === 'next') return worker.postMessage({ pair, histogram, list, webKey });
		const { blob, signature, back, lines } = message;
		for (const words of lines) console.log('there', ...words);
		console.log('home', blob.type, await blob.text());
		console.log(verify(null, Buffer.from('signed there'), pair.publicKey, signature));
		console.log(await back.readFile('utf8'));
		await back.close();
		console.log('exit', await exited);
	});
	const exited = new Promise((resolve) => worker.on('exit', resolve));
}

/** What the thread finds, for its maker to print. */
const lines = [];
const note = (...words) => lines.push(words);

async function inThread() {
	const { blob, secret, file, signal } = workerData;
	note(await blob.text(), secret.type, createHmac('sha1', secret).update('x').digest('hex'));
	const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4);
	note(buffer.toString('utf8', 0, bytesRead), file.fd > 2);
	signal.addEventListener('abort', () => {
		note('aborted there', signal.aborted, signal.reason.name, signal.reason.message);
		parentPort.postMessage('next');
	});
	parentPort.postMessage('waiting');
	parentPort.once('message', ({ pair, histogram, list, webKey }) => {
		note(pair.publicKey.asymmetricKeyType, pair.privateKey.type, histogram.max, histogram.count);
		note(list.check('10.0.0.5'), list.check('10.0.0.10'), list.rules);
		note(webKey.type, webKey.algorithm, webKey.usages, webKey.extractable);
		const signature = sign(null, Buffer.from('signed there'), pair.privateKey);
		parentPort.postMessage({ blob: new Blob(['back'], { type: 'x/y' }), signature, back: file, lines }, [
			file
		]);
	});
}
if (isMainThread) atHome();
else inThread();
