/** The ports of the machine, who listens where, and the one host outside. Contract: protocol/network.ts. */
import type { BrokerCalls } from '../protocol/broker.ts';
import type { Endpoint, ListenOptions } from '../protocol/network.ts';
import { CodedError } from '../wire/coded-error.ts';
import type { Remote } from '../wire/wire.ts';
import type { Files } from './files.ts';
import { serveOutside, type Way } from './gateway.ts';
import { Listener, socketPair, type Arrival } from './socket.ts';

/** Linux' range for ports that nobody chose. */
const EPHEMERAL = { first: 32_768, last: 60_999 };
const ANY4 = '0.0.0.0';
const ANY6 = '::';

type Address = { address: string; port: number };
type Place = Address & { ipv6Only: boolean; reusePort: boolean; listener: Listener };

/** The address that the registry's name has here: of the block for tests of networks, which no host has. RFC 2544 */
const OUTSIDE = '198.18.0.1';

/** Names that no host outside can have. https://www.rfc-editor.org/rfc/rfc6761 */
const NO_HOST = /^[^.]*$|(^|\.)(invalid|test|localhost|local|example)\.?$/i;

/** The host outside that may be reached, and how to reach it. */
export type Outside = { registry: URL; broker: () => Remote<BrokerCalls> };

const nameOf = ({ address, port }: Address) =>
	isIPv6(address) ? `[${address}]:${port}` : `${address}:${port}`;
const isIPv6 = (address: string) => address.includes(':');
const isLocal = (address: string) =>
	address.startsWith('127.') || address === ANY4 || address === '::1' || address === ANY6;
/** ::ffff:127.0.0.1 is 127.0.0.1, told to a socket of IPv6. */
const mapped = (address: string) => address.replace(/^::ffff:(?=\d+\.)/i, '');

export class Network {
	readonly #files: Files;
	readonly #changed: (port: number, open: boolean) => void;
	readonly #places = new Set<Place>();
	readonly #paths = new Map<string, Listener>();
	#lastPort = EPHEMERAL.first - 1;
	/** Null until the machine is booted. */
	outside: Outside | null = null;

	/** @param changed hears when the first listens on a port, and when the last has gone */
	constructor(files: Files, changed: (port: number, open: boolean) => void) {
		this.#files = files;
		this.#changed = changed;
	}

	listen(at: Endpoint, options: ListenOptions): { listener: Listener; at: Endpoint } {
		if ('path' in at) return this.#listenAtPath(at.path);
		const address = mapped(at.address);
		if (!isLocal(address)) throw new CodedError('EADDRNOTAVAIL');
		const { ipv6Only = false, reusePort = false } = options;
		const wanted = { address, port: at.port || this.#freePort(), ipv6Only, reusePort };
		for (const place of this.#places) if (collide(place, wanted)) throw new CodedError('EADDRINUSE');
		const listener = new Listener(() => {
			this.#places.delete(place);
			if (!this.isOpen(place.port)) this.#changed(place.port, false);
		});
		const place: Place = { ...wanted, listener };
		const isFirst = !this.isOpen(place.port);
		this.#places.add(place);
		if (isFirst) this.#changed(place.port, true);
		return { listener, at: { address: at.address, port: place.port } };
	}

	/** As bind(2): the path becomes a socket, and goes with the listener. Names that begin with NUL are not in the file system. */
	#listenAtPath(path: string): { listener: Listener; at: Endpoint } {
		const abstract = path.startsWith('\0');
		if (this.#paths.has(path) || (!abstract && this.#files.find(path, false)))
			throw new CodedError('EADDRINUSE');
		if (!abstract) this.#makeSocketFile(path);
		const listener = new Listener(() => {
			this.#paths.delete(path);
			if (!abstract && this.#files.find(path, false)) this.#files.unlink(path);
		});
		this.#paths.set(path, listener);
		return { listener, at: { path } };
	}

	#makeSocketFile(path: string): void {
		try {
			this.#files.socket(path);
		} catch (error) {
			// As libuv says it.
			throw error instanceof CodedError && error.code === 'ENOENT' ? new CodedError('EACCES') : error;
		}
	}

	/** Makes a connection; the listening side accepts it when it likes. */
	connect(to: Endpoint, from: Endpoint | null): Arrival {
		if ('path' in to) return this.#connectToPath(to.path);
		const target = { address: mapped(to.address), port: to.port };
		const isOutside = this.#isOutside(target);
		if (!isOutside && !isLocal(target.address)) {
			void this.outside?.broker().refuseName(nameOf(target));
			throw new CodedError('EBLOCKED');
		}
		if (target.address === ANY4) target.address = '127.0.0.1';
		if (target.address === ANY6) target.address = '::1';
		const place = this.#placeOf(target);
		if (!place && isOutside) return this.#connectOutside(target);
		if (!place) throw new CodedError('ECONNREFUSED');
		const local = this.#localOf(target, from);
		const [ours, theirs] = socketPair();
		// A socket of IPv6 sees the addresses of IPv4 mapped.
		const seen = ({ address, port }: Address): Address =>
			isIPv6(place.address) && !isIPv6(address) ? { address: `::ffff:${address}`, port } : { address, port };
		place.listener.arrive({ end: theirs, local: seen(target), peer: seen(local) });
		return { end: ours, local, peer: target };
	}

	/** A registry on the loopback is outside where nobody here listens on its port. */
	#isOutside({ address, port }: Address): boolean {
		if (!this.outside) return false;
		const { hostname, port: given, protocol } = this.outside.registry;
		if (address === OUTSIDE) return true;
		const host = hostname.replace(/^\[|\]$/g, '');
		const same = host === address || (host === 'localhost' && isLocal(address));
		return same && port === Number(given || (protocol === 'https:' ? 443 : 80));
	}

	#connectOutside(target: Address): Arrival {
		const { outside } = this;
		if (!outside) throw new CodedError('ENETUNREACH');
		const [ours, theirs] = socketPair();
		const way: Way = { secure: false };
		void serveOutside(theirs, way, outside.broker);
		return { end: ours, local: { address: '127.0.0.1', port: this.#freePort() }, peer: target, way };
	}

	/** What may not be reached is told to the broker, which lists it. */
	resolve(name: string): string[] {
		if (!this.outside) throw new CodedError('ENOTFOUND');
		if (name === this.outside.registry.hostname) return [OUTSIDE];
		if (NO_HOST.test(name)) throw new CodedError('ENOTFOUND');
		void this.outside.broker().refuseName(name);
		throw new CodedError('EBLOCKED');
	}

	#localOf(target: Address, from: Endpoint | null): Address {
		const given = from && 'address' in from ? from : { address: ANY4, port: 0 };
		const wildcard = given.address === ANY4 || given.address === ANY6;
		if (!isLocal(given.address)) throw new CodedError('EADDRNOTAVAIL');
		const address = !wildcard ? given.address : isIPv6(target.address) ? '::1' : '127.0.0.1';
		const local = { address, port: given.port || this.#freePort(), ipv6Only: false, reusePort: false };
		// As bind(2) where somebody listens.
		if (given.port && [...this.#places].some((place) => collide(place, { ...local, address: given.address })))
			throw new CodedError('EADDRINUSE');
		return { address, port: local.port };
	}

	#connectToPath(path: string): Arrival {
		const listener = this.#paths.get(path);
		if (!listener) {
			if (!path.startsWith('\0')) this.#files.lookup(path, true);
			throw new CodedError('ECONNREFUSED');
		}
		const [ours, theirs] = socketPair();
		listener.arrive({ end: theirs, local: { path }, peer: { path: '' } });
		return { end: ours, local: { path: '' }, peer: { path } };
	}

	/** Who has the address itself comes before who has them all. */
	#placeOf({ address, port }: Address): Place | undefined {
		const here = [...this.#places].filter((place) => place.port === port);
		const of = (wanted: string) => this.#nextOf(here.filter((place) => place.address === wanted));
		const all6 = of(ANY6);
		if (isIPv6(address)) return of(address) ?? all6;
		return of(address) ?? of(ANY4) ?? (all6?.ipv6Only ? undefined : all6);
	}

	/** Those who share an address take turns. */
	#nextOf(places: Place[]): Place | undefined {
		const [next] = places;
		if (next && places.length > 1) {
			this.#places.delete(next);
			this.#places.add(next);
		}
		return next;
	}

	isOpen(port: number): boolean {
		return [...this.#places].some((place) => place.port === port);
	}

	#freePort(): number {
		for (let tried = EPHEMERAL.first; tried <= EPHEMERAL.last; tried++) {
			this.#lastPort = this.#lastPort < EPHEMERAL.last ? this.#lastPort + 1 : EPHEMERAL.first;
			if (!this.isOpen(this.#lastPort)) return this.#lastPort;
		}
		throw new CodedError('EADDRINUSE');
	}
}

/** Whether two can not both listen. */
function collide(one: Omit<Place, 'listener'>, other: Omit<Place, 'listener'>): boolean {
	if (one.port !== other.port) return false;
	if (one.address === other.address) return !(one.reusePort && other.reusePort);
	const covers = (a: typeof one, b: typeof one) =>
		(a.address === ANY4 && !isIPv6(b.address)) || (a.address === ANY6 && (isIPv6(b.address) || !a.ipv6Only));
	return covers(one, other) || covers(other, one);
}
