// readFile, writeFile, appendFile: encodings, flags, signals, descriptors, odd data.
const fs = require('node:fs');
const path = require('node:path');
const { attempt, attemptLater, tree } = require('../help.cjs');
const folder = tree({ file: 'héllo' });
const at = (name) => path.join(folder, name);
for (const encoding of [
	'utf8',
	'latin1',
	'hex',
	'base64',
	'base64url',
	'ascii',
	'utf16le',
	'buffer',
	null,
	undefined
])
	attempt(encoding, () => fs.readFileSync(at('file'), encoding));
attempt('unknown', () => fs.readFileSync(at('file'), 'none'));
for (const data of [
	'text',
	Buffer.from('buffer'),
	new Uint16Array([0x6261]),
	new DataView(new ArrayBuffer(2)),
	5,
	{},
	null,
	[1]
])
	attempt('write', () => (fs.writeFileSync(at('w'), data), fs.readFileSync(at('w'), 'latin1')));
attempt('hex', () => (fs.writeFileSync(at('w'), '616263', 'hex'), fs.readFileSync(at('w'), 'utf8')));
attempt(
	'append',
	() => (
		fs.appendFileSync(at('w'), 'def'),
		fs.writeFileSync(at('w'), '+', { flag: 'a' }),
		fs.readFileSync(at('w'), 'utf8')
	)
);
attempt('exclusive', () => {
	try {
		fs.writeFileSync(at('w'), '', { flag: 'ax' });
	} catch (error) {
		return error.code;
	}
});
attempt('flag', () => fs.writeFileSync(at('w'), '', { flag: 'zz' }));
attempt('flush', () => fs.writeFileSync(at('w'), 'flushed', { flush: true }));
const fd = fs.openSync(at('w'), 'r+');
fs.readSync(fd, Buffer.alloc(2));
attempt('from a descriptor', () => fs.readFileSync(fd, 'utf8'));
attempt('to a descriptor', () => (fs.writeFileSync(fd, '!'), fs.readFileSync(at('w'), 'utf8')));
fs.closeSync(fd);
attempt('url', () => fs.readFileSync(require('node:url').pathToFileURL(at('file')), 'utf8'));
attempt('other url', () => fs.readFileSync(new URL('http://example.test/x')));
attempt('bytes as path', () => fs.readFileSync(Buffer.from(at('file'))).length);
attempt('empty', () => (fs.writeFileSync(at('empty'), ''), fs.readFileSync(at('empty')).length));
(async () => {
	const signal = AbortSignal.abort();
	await attemptLater('read aborted', () => fs.promises.readFile(at('file'), { signal }));
	await attemptLater('write aborted', () => fs.promises.writeFile(at('file'), 'x', { signal }));
	await attemptLater('iterable', async () => {
		await fs.promises.writeFile(
			at('parts'),
			(function* () {
				yield 'a';
				yield 'b';
			})()
		);
		await fs.promises.appendFile(at('parts'), 'c');
		return fs.promises.readFile(at('parts'), 'utf8');
	});
	await attemptLater('stream', async () => {
		await fs.promises.writeFile(at('streamed'), fs.createReadStream(at('parts')));
		return (await fs.promises.readFile(at('streamed'))).toString();
	});
	fs.readFile(at('file'), { encoding: 'utf8', signal }, (error) => console.log(error.name, error.code));
	fs.writeFile(at('x'), 'called', (error) =>
		fs.readFile(at('x'), 'utf8', (other, text) => console.log(error, other, text))
	);
	attempt('no callback', () => fs.readFile(at('file')));
	const blob = await fs.openAsBlob(at('file'));
	console.log(blob.size, await blob.text(), await blob.slice(0, 1).text());
})();
