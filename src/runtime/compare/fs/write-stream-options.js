// Write streams: flags, places, flush, errors, back-pressure.
const fs = require('node:fs');
const path = require('node:path');
const { attempt, tree } = require('../help.cjs');
const folder = tree({ old: '0123456789' });
const at = (name) => path.join(folder, name);
const write = (name, options, parts) =>
	new Promise((resolve) => {
		const events = [];
		const stream = fs.createWriteStream(at(name), options);
		for (const event of ['open', 'ready', 'finish', 'close']) stream.on(event, () => events.push(event));
		stream.on('error', (error) => events.push(`${error.code} ${error.syscall}`));
		stream.on('close', () => {
			const text =
				fs.existsSync(at(name)) && fs.statSync(at(name)).isFile() ? fs.readFileSync(at(name), 'utf8') : null;
			resolve([...events, stream.bytesWritten, stream.path === at(name), text]);
		});
		for (const part of parts) stream.write(part);
		stream.end();
	});
(async () => {
	console.log(await write('new', {}, ['a', Buffer.from('b'), new Uint8Array([99])]));
	console.log(await write('new', { flags: 'a' }, ['more']));
	console.log(await write('old', { flags: 'r+', start: 3 }, ['ab', 'c']));
	console.log(await write('old', { flags: 'wx' }, ['x']));
	console.log(await write('none/file', {}, ['x']));
	console.log(await write('.', {}, ['x']));
	console.log(await write('coded', { encoding: 'hex' }, ['616263']));
	console.log(await write('coded', 'utf16le', ['ab']));
	console.log(await write('flushed', { flush: true }, ['x']));
	console.log(
		await write('mode', { mode: 0o600 }, ['x']),
		(fs.statSync(at('mode')).mode & 0o777).toString(8)
	);
	const stream = fs.createWriteStream(at('full'), { highWaterMark: 10 });
	console.log(stream.write('12345'), stream.write('67890'), stream.writableNeedDrain, stream.pending);
	stream.on('drain', () => {
		console.log('drain', stream.writableLength);
		stream.end('end', () => console.log('ended', stream.bytesWritten));
	});
	stream.on('close', () => {
		attempt('after', () => stream.write('x', (error) => console.log(error.code)));
		stream.on('error', (error) => console.log('error', error.code));
	});
	attempt('start', () => fs.createWriteStream(at('x'), { start: 'a' }));
	attempt('start below', () => fs.createWriteStream(at('x'), { start: -1 }));
	attempt('flush', () => fs.createWriteStream(at('x'), { flush: 'yes' }));
	const corked = fs.createWriteStream(at('corked'));
	corked.cork();
	for (const letter of 'abc') corked.write(letter);
	process.nextTick(() => corked.uncork());
	corked.end(() => console.log(fs.readFileSync(at('corked'), 'utf8')));
})();
