/** net.SocketAddress and net.BlockList. Addresses of IPv4 are compared mapped into IPv6, as numbers of 128 bits. */
import type { BindingFactory } from '../context.ts';
import { bytesOfIPv6 } from '../streams/addresses.ts';

type Detail = { address: string; port: number; family: number; flowlabel: number };
/** `first` to `last`, both within. */
type Rule = { text: string; first: bigint; last: bigint };

const AF_INET = 2;

function numberOf({ address, family }: Detail): bigint {
	const bytes = bytesOfIPv6(family === AF_INET ? `::ffff:${address}` : address) ?? new Uint8Array(16);
	return bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
}
const nameOf = (family: number) => (family === AF_INET ? 'IPv4' : 'IPv6');

class SocketAddress {
	readonly plain: Detail;
	constructor(address: string, port: number, family: number, flowlabel: number) {
		if (family !== AF_INET && !bytesOfIPv6(address))
			throw Object.assign(new Error('Invalid address'), { code: 'ERR_INVALID_ADDRESS' });
		this.plain = { address, port, family, flowlabel };
	}
	detail(into: Partial<Detail>) {
		return Object.assign(into, this.plain);
	}
	flowlabel() {
		return this.plain.flowlabel;
	}
}

class BlockList {
	/** The newest first, as getRules tells them. */
	readonly rules: Rule[];
	constructor(rules: Rule[] = []) {
		this.rules = rules;
	}

	addAddress({ plain }: SocketAddress) {
		const wanted = numberOf(plain);
		this.rules.unshift({
			text: `Address: ${nameOf(plain.family)} ${plain.address}`,
			first: wanted,
			last: wanted
		});
	}
	addRange({ plain: start }: SocketAddress, { plain: end }: SocketAddress) {
		const [first, last] = [numberOf(start), numberOf(end)];
		if (first > last) return false;
		this.rules.unshift({
			text: `Range: ${nameOf(start.family)} ${start.address}-${end.address}`,
			first,
			last
		});
		return undefined;
	}
	addSubnet({ plain }: SocketAddress, prefix: number) {
		const isIPv4 = plain.family === AF_INET;
		const shift = BigInt((isIPv4 ? 32 : 128) - prefix);
		const first = (numberOf(plain) >> shift) << shift;
		this.rules.unshift({
			text: `Subnet: ${nameOf(plain.family)} ${plain.address}/${prefix}`,
			first,
			last: first + (1n << shift) - 1n
		});
	}
	check({ plain }: SocketAddress) {
		const value = numberOf(plain);
		return this.rules.some(({ first, last }) => value >= first && value <= last);
	}
	getRules() {
		return this.rules.map(({ text }) => text);
	}
}

export const block_list: BindingFactory = ({ handles }) => {
	handles.add({
		binding: 'block_list',
		name: 'SocketAddress',
		is: (value): value is SocketAddress => value instanceof SocketAddress,
		write: ({ plain }) => plain,
		read: ({ address, port, family, flowlabel }) => new SocketAddress(address, port, family, flowlabel),
		shares: true
	});
	handles.add({
		binding: 'block_list',
		name: 'BlockList',
		is: (value): value is BlockList => value instanceof BlockList,
		write: ({ rules }) => rules,
		read: (rules) => new BlockList(rules),
		shares: true
	});
	return { SocketAddress, BlockList };
};
