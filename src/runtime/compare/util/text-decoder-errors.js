// How TextDecoder refuses.
const tries = {
	'fatal utf-8': () => new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from('ff', 'hex')),
	'fatal utf-16le': () => new TextDecoder('utf-16le', { fatal: true }).decode(Buffer.from('3dd8', 'hex')),
	'fatal stream': () => {
		const decoder = new TextDecoder('utf-8', { fatal: true });
		return (
			decoder.decode(Buffer.from('e2', 'hex'), { stream: true }) + decoder.decode(Buffer.from('41', 'hex'))
		);
	},
	'a number': () => new TextDecoder().decode(1),
	'a string': () => new TextDecoder('utf-16le').decode('text'),
	'no such encoding': () => new TextDecoder('nope'),
	'bad receiver': () => TextDecoder.prototype.decode.call({}, Buffer.from('a')),
	'shared memory': () => new TextDecoder().decode(new Uint8Array(new SharedArrayBuffer(2)).fill(65)),
	'what was moved': () => {
		const bytes = new Uint8Array([65, 66]);
		structuredClone(bytes, { transfer: [bytes.buffer] });
		return new TextDecoder().decode(bytes);
	}
};
for (const [name, run] of Object.entries(tries))
	try {
		console.log(name, JSON.stringify(run()));
	} catch (error) {
		console.log(name, error.name, error.code, error.message);
	}
