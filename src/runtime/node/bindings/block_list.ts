import type { BindingFactory } from '../context.ts';

type Detail = { address: string; port: number; family: number; flowlabel: number };

class SocketAddress {
	readonly #detail: Detail;
	constructor(address: string, port: number, family: number, flowlabel: number) {
		this.#detail = { address, port, family, flowlabel };
	}
	detail(into: Partial<Detail>) {
		return Object.assign(into, this.#detail);
	}
	flowlabel() {
		return this.#detail.flowlabel;
	}
}

class BlockList {
	addAddress() {}
	addRange() {}
	addSubnet() {}
	check() {
		return false;
	}
	getRules() {
		return [];
	}
}

export const block_list: BindingFactory = () => ({ SocketAddress, BlockList });
