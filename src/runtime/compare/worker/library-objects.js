// Objects of Node's own classes as they come out of structuredClone and of a port of the same thread.
const { createHistogram } = require('node:perf_hooks');
const { createSecretKey, generateKeyPairSync, KeyObject, createHmac } = require('node:crypto');
const { BlockList, SocketAddress } = require('node:net');
const { attempt, attemptLater } = require('../help.cjs');

async function main() {
	const blob = structuredClone(new Blob(['some ', 'text'], { type: 'text/plain' }));
	console.log(blob, blob instanceof Blob, blob.constructor === Blob, await blob.text());
	console.log(await structuredClone(new Blob(['0123456789']).slice(2, 5)).text());
	const file = structuredClone(new File(['inside'], 'name.txt', { type: 'a/b' }));
	console.log(file instanceof File, file instanceof Blob, await file.text());

	const secret = createSecretKey(Buffer.from('a secret of ours'));
	const key = structuredClone({ deep: [secret, secret] }).deep;
	console.log(key[0] === key[1], key[0] instanceof KeyObject, key[0].type, key[0].equals(secret));
	console.log(createHmac('sha256', key[0]).update('x').digest('hex'));
	const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const { publicKey, privateKey } = structuredClone(pair);
	console.log(publicKey.type, publicKey.asymmetricKeyType, publicKey.equals(pair.publicKey));
	console.log(privateKey.type, privateKey.asymmetricKeyDetails, privateKey.equals(pair.privateKey));
	console.log(
		privateKey.export({ type: 'pkcs8', format: 'pem' }) ===
			pair.privateKey.export({ type: 'pkcs8', format: 'pem' })
	);

	const { subtle } = crypto;
	const made = await subtle.importKey('raw', Buffer.alloc(16, 7), { name: 'AES-CBC' }, true, ['encrypt']);
	const cloned = structuredClone(made);
	console.log(cloned instanceof CryptoKey, cloned.type, cloned.algorithm, cloned.usages, cloned.extractable);
	console.log(Buffer.from(await subtle.exportKey('raw', cloned)).toString('hex'));
	const iv = new Uint8Array(16);
	const encrypted = await subtle.encrypt({ name: 'AES-CBC', iv }, cloned, Buffer.from('text'));
	console.log(Buffer.from(encrypted).toString('base64'));

	const histogram = createHistogram();
	histogram.record(5);
	const copy = structuredClone(histogram);
	histogram.record(9);
	console.log(copy.count, copy.max, copy.constructor.name);
	copy.record(100);
	console.log(histogram.count, histogram.max);

	const list = new BlockList();
	list.addSubnet('10.0.0.0', 8);
	const other = structuredClone(list);
	list.addAddress('1.2.3.4');
	console.log(other.check('10.1.1.1'), other.check('1.2.3.4'), other.rules, BlockList.isBlockList(other));
	const address = structuredClone(new SocketAddress({ address: '1.2.3.4', port: 80 }));
	console.log(address.address, address.port, address.family, address instanceof SocketAddress);

	const exception = structuredClone(new DOMException('said so', 'AbortError'));
	console.log(exception instanceof DOMException, exception.name, exception.message, exception.code);
	class Own {
		blob = new Blob(['in a class']);
	}
	const own = structuredClone(new Own());
	console.log(own.constructor.name, await own.blob.text());
	const map = structuredClone(new Map([[new Blob(['key']), new Set([new Blob(['in a set'])])]]));
	console.log(await [...map.keys()][0].text(), await [...[...map.values()][0]][0].text());
	const cycle = { blob: new Blob(['round']) };
	cycle.self = cycle;
	const round = structuredClone(cycle);
	console.log(round.self === round, await round.blob.text());

	const { port1, port2 } = new MessageChannel();
	port1.postMessage({ blob: new Blob(['by a port']), secret, histogram });
	const got = await new Promise((resolve) => (port2.onmessage = ({ data }) => resolve(data)));
	console.log(await got.blob.text(), got.secret.export().toString(), got.histogram.max);
	port2.close();
	const channel = new BroadcastChannel('objects');
	const listener = new BroadcastChannel('objects');
	channel.postMessage([secret, new Blob(['to all'])]);
	const [heard, said] = await new Promise((resolve) => (listener.onmessage = ({ data }) => resolve(data)));
	console.log(heard.equals(secret), await said.text());
	channel.close();
	listener.close();
	await attemptLater('a file behind a blob', async () =>
		structuredClone(await require('node:fs').openAsBlob(__filename))
	);
	attempt('options', () => structuredClone(structuredClone(new Blob(['twice']))).size);
}
main();
