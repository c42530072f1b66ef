import { Transform } from 'node:stream';

/** Bytes in, lines out, without their line ends ("\n" or "\r\n"). */
export class Lines extends Transform {
	#rest = '';

	constructor() {
		super({ readableObjectMode: true });
	}

	_transform(chunk, _encoding, done) {
		const lines = (this.#rest + chunk.toString('utf8')).split('\n');
		this.#rest = lines.pop();
		for (const line of lines) this.push(line.endsWith('\r') ? line.slice(0, -1) : line);
		done();
	}
}
