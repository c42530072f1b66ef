'use strict';

/** Rows that are read one by one. */
class Table {
	#rows;
	reads = 0;

	constructor(rows) {
		this.#rows = rows;
	}

	get size() {
		return this.#rows.length;
	}

	/** One row, from 0. */
	row(index) {
		this.reads++;
		return this.#rows[index];
	}

	*[Symbol.iterator]() {
		for (let index = 0; index < this.#rows.length; index++) yield this.row(index);
	}

	/** The first row that fits. */
	find(fits) {
		for (const row of this) if (fits(row)) return row;
		return undefined;
	}
}

module.exports = { Table };
