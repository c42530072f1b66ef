// Read streams: ranges, sizes, encodings, descriptors, errors.
const fs = require('node:fs');
const path = require('node:path');
const { attempt, tree } = require('../help.cjs');
const file = path.join(tree({ text: '0123456789äöü€'.repeat(3) }), 'text');
const read = (options, name = file) =>
	new Promise((resolve) => {
		const events = [];
		let stream;
		try {
			stream = fs.createReadStream(name, options);
		} catch (error) {
			return resolve([error.code, error.message]);
		}
		for (const event of ['open', 'ready', 'end', 'close']) stream.on(event, () => events.push(event));
		stream.on('data', (part) => events.push(typeof part === 'string' ? part : part.toString('hex')));
		stream.on('error', (error) => events.push(`${error.code} ${error.syscall}`));
		stream.on('close', () => resolve([...events, stream.bytesRead, stream.pending, stream.closed]));
	});
(async () => {
	for (const options of [
		{ start: 2, end: 5 },
		{ start: 40 },
		{ end: 0 },
		{ start: 1000 },
		{ highWaterMark: 16 },
		{ encoding: 'utf8', highWaterMark: 13 },
		'latin1',
		{ encoding: 'base64', end: 9 },
		{ encoding: 'hex', start: 50 },
		{ start: 5, end: 2 },
		{ start: -1 },
		{ start: 'a' },
		{ flags: 'r+', end: 1 },
		{ autoClose: false, end: 1, emitClose: true }
	]) {
		if (options.autoClose === false) {
			const stream = fs.createReadStream(file, options);
			stream
				.on('data', () => {})
				.on('end', () =>
					setImmediate(() => {
						console.log('not closed', stream.destroyed, typeof stream.fd);
						stream.close((error) => console.log('closed now', error, stream.fd));
					})
				);
			continue;
		}
		console.log(options, await read(options));
	}
	console.log(await read({}, `${file}-none`));
	console.log(await read({}, path.dirname(file)));
	const fd = fs.openSync(file);
	console.log(await read({ fd, start: 1, end: 3 }, null));
	const signal = AbortSignal.abort();
	fs.createReadStream(file, { signal }).on('error', (error) => console.log(error.name, error.code));
	attempt('encoding', () => fs.createReadStream(file, 'none'));
	attempt('options', () => fs.createReadStream(file, 5));
	attempt('path', () => fs.createReadStream({}));
	const handle = await fs.promises.open(file);
	const stream = handle.createReadStream({ encoding: 'utf8', end: 4 });
	for await (const part of stream) console.log(part);
	await handle.read(Buffer.alloc(1)).catch((error) => console.log(error.code));
})();
