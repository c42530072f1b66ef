import { size, later } from './lib-counted.cjs';

export class Box {
	#items = [];
	static made = 0;
	constructor(...items) {
		Box.made++;
		this.#items = items;
	}
	get size() {
		return size(this.#items);
	}
	unused() {
		return this.#items ?? [];
	}
}

export default async function () {
	return (await later(Promise.resolve())) && new Box(1).size;
}
export const value = await later(Promise.reject(new Error('refused')));
