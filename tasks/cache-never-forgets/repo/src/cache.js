'use strict';

/** Keeps what `load(key)` gave. */
class Cache {
	constructor(load, { size = 1000, lifetime = Infinity, now = Date.now } = {}) {
		this.load = load;
		this.size = size;
		this.lifetime = lifetime;
		this.now = now;
		this.entries = new Map();
		this.hits = 0;
		this.misses = 0;
	}

	async get(key) {
		const entry = this.entries.get(key);
		if (entry && this.now() - entry.at < this.lifetime) {
			this.hits++;
			return entry.value;
		}
		this.misses++;
		const value = await this.load(key);
		this.entries.set(key, { value, at: this.now() });
		if (this.entries.size > this.size) this.forget(this.oldest());
		return value;
	}

	/** The key that was not used for the longest time. */
	oldest() {
		return this.entries.keys().next();
	}

	forget(key) {
		this.entries.delete(key);
	}

	clear() {
		this.entries.clear();
	}
}

module.exports = { Cache };
