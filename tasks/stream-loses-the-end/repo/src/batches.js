import { Writable } from 'node:stream';

/** Collects records and hands them to `store.save(records)`, which gives a promise, at most `size` at once. */
export class Batches extends Writable {
	#store;
	#size;
	#batch = [];

	constructor(store, { size = 100 } = {}) {
		super({ objectMode: true });
		this.#store = store;
		this.#size = size;
	}

	_write(record, _encoding, done) {
		this.#batch.push(record);
		if (this.#batch.length >= this.#size) this.#save();
		done();
	}

	#save() {
		const batch = this.#batch;
		this.#batch = [];
		return this.#store.save(batch);
	}
}
