import { Transform } from 'node:stream';

const HEAD = /^(\S+) (DEBUG|INFO|WARN|ERROR) (.*)$/;

/** Lines in, records out: {time, level, message}. */
export class Records extends Transform {
	#open = null;

	constructor() {
		super({ objectMode: true });
	}

	_transform(line, _encoding, done) {
		if (/^\s/.test(line)) {
			if (!this.#open) return done(new Error(`A log cannot begin with "${line}"`));
			this.#open.message += `\n${line.trim()}`;
			return done();
		}
		if (line === '') return done();
		const [, time, level, message] = HEAD.exec(line) ?? [];
		if (!time) return done(new Error(`"${line}" is not a line of a log`));
		if (this.#open) this.push(this.#open);
		this.#open = { time, level, message };
		done();
	}
}
