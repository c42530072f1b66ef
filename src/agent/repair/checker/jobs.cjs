// The files by which a checker is told what to do and says what it found (../warm-process.ts).
'use strict';

const path = require('node:path');
// Tests may replace any of these.
const { closeSync, existsSync, openSync, readFileSync, writeSync } = require('node:fs');
const { setTimeout } = globalThis;
const now = performance.now.bind(performance);

/**
 * Milliseconds between two looks for a job: the next one comes at once or, after the last of a search, in a while, when others need the machine.
 * Looks after which it is asked whether anybody is there who could give one.
 */
const PAUSE = 2;
const LONG_PAUSE = 20;
const LOOKS = 50;

const pause = (time = PAUSE) => new Promise((resolve) => setTimeout(resolve, time));

/** The job of this number, once it is there; null where its folder is gone: nobody wants anything any more. */
exports.nextJob = async function nextJob(folder, number) {
	const file = path.resolve(folder, `${number}.json`);
	for (let looks = 1; ; looks++) {
		const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
		if (text.endsWith('\n')) return JSON.parse(text);
		if (looks % LOOKS === 0 && !existsSync(path.dirname(file))) return null;
		await pause(looks < LOOKS ? PAUSE : LONG_PAUSE);
	}
};

/**
 * Milliseconds for which findings are gathered, and how many at most: in a sandbox with a clock of its own hardly any time passes. Milliseconds
 * without a sign of life after which one is due.
 */
const PORTION = 50;
const GATHERED = 5;
const SLOW = 500;

exports.Answers = class Answers {
	#output;
	#isEachAtOnce;
	#waiting = [];
	#lastBeat = 0;
	#lastFlush = now();

	/** `isEachAtOnce`: a finding is in the file before anything else happens. */
	constructor(folder, number, { isEachAtOnce }) {
		this.#output = openSync(path.join(folder, `${number}.ndjson`), 'a');
		this.#isEachAtOnce = isEachAtOnce;
		this.#say('.');
	}

	say(finding) {
		this.#waiting.push(`${JSON.stringify(finding)}\n`);
		const isFull = this.#isEachAtOnce || this.#waiting.length >= GATHERED;
		if (isFull || now() - this.#lastFlush > PORTION) this.flush();
	}

	flush() {
		if (this.#waiting.length > 0) writeSync(this.#output, this.#waiting.join(''));
		this.#waiting = [];
		this.#lastFlush = now();
		this.#say('.');
	}

	beatIfDue() {
		if (now() - this.#lastBeat > SLOW) this.#say('.');
	}

	async end() {
		this.flush();
		closeSync(this.#output);
		while (!this.#say('\n')) await pause();
	}

	/** Where nobody has read the last signs of life yet, one more would say nothing. */
	#say(sign) {
		this.#lastBeat = now();
		try {
			return writeSync(1, sign) > 0;
		} catch (error) {
			if (error.code !== 'EAGAIN') throw error;
			return false;
		}
	}
};
