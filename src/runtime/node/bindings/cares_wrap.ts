/**
 * Names: those of this machine as its /etc/hosts has them, and the one outside that the kernel knows; all else is refused, at once and by name.
 */
import type { BindingFactory, Context } from '../context.ts';
import { bytesOfIPv6, isIPv4, isIPv6, textOfIPv6 } from '../streams/addresses.ts';

type LookupRequest = { oncomplete(error: number | null, addresses?: string[]): void };
type NameRequest = { oncomplete(error: number | null, host?: string, service?: string): void };
type QueryRequest = { oncomplete(error: string | null, records?: unknown[], ttls?: number[]): void };

const IPV6_FIRST = 2;
const IPV6 = 6;
const HOSTS = '/etc/hosts';
/** What /etc/services would say of ports that programs name. */
const services: Record<number, string> = {
	21: 'ftp',
	22: 'ssh',
	25: 'smtp',
	53: 'domain',
	80: 'http',
	443: 'https'
};

/** The lines of /etc/hosts: an address and its names. */
function hostsOf({ files }: Context): { address: string; names: string[] }[] {
	const ino = files.find(HOSTS, true);
	const text = ino ? new TextDecoder().decode(files.read(ino, 0, files.stat(ino).size).slice()) : '';
	return text.split('\n').flatMap((line) => {
		const [address, ...names] = line.replace(/#.*/, '').trim().split(/\s+/);
		return address ? [{ address, names }] : [];
	});
}

/** In the order in which they are to be tried. */
function addressesOf(context: Context, host: string, family: number, order: number): string[] {
	const fits = (address: string) => family === 0 || family === (isIPv4(address) ? 4 : 6);
	if (isIPv4(host) || isIPv6(host)) return fits(host) ? [host] : [];
	const name = host.toLowerCase().replace(/\.$/, '');
	const found = hostsOf(context)
		.filter(({ names }) => names.includes(name))
		.map(({ address }) => address);
	// The hosts file has no ::1: it is found only when asked for.
	if (name === 'localhost' && family === 6 && !found.some(isIPv6)) found.push('::1');
	const wanted = [...new Set(found)].filter(fits);
	return order === IPV6_FIRST ? wanted.sort((a, b) => Number(isIPv6(b)) - Number(isIPv6(a))) : wanted;
}

function makeChannel(context: Context) {
	const { loop, calls } = context;
	const fail = (request: QueryRequest) => {
		loop.enqueue(() => request.oncomplete('ENOTFOUND'));
		return 0;
	};
	/** Nobody here answers questions of DNS: those about hosts outside are refused as a connection would be. */
	const refuse = (request: QueryRequest, name: string) => {
		loop.complete(calls.resolve(name.toLowerCase()), (error) =>
			request.oncomplete(codeOf(error) === 'EBLOCKED' ? 'EBLOCKED' : 'ENOTFOUND')
		);
		return 0;
	};
	return class ChannelWrap {
		#servers: [string, number][] = [['127.0.0.1', 53]];
		getServers() {
			return this.#servers;
		}
		setServers(servers: [family: number, address: string, port: number][]) {
			this.#servers = servers.map(([, address, port]) => [address, port]);
			return 0;
		}
		setLocalAddress() {}
		cancel() {}
		getHostByAddr(request: QueryRequest, address: string) {
			if (!isIPv4(address) && !isIPv6(address)) return context.errno('EINVAL');
			const names = hostsOf(context).flatMap((line) => (line.address === address ? line.names : []));
			if (names.length === 0) return fail(request);
			loop.enqueue(() => request.oncomplete(null, names));
			return 0;
		}
		queryA = refuse;
		queryAny = refuse;
		queryAaaa = refuse;
		queryCaa = refuse;
		queryCname = refuse;
		queryMx = refuse;
		queryNaptr = refuse;
		queryNs = refuse;
		queryPtr = refuse;
		querySrv = refuse;
		querySoa = refuse;
		queryTlsa = refuse;
		queryTxt = refuse;
	};
}

const codeOf = (error: Error | null) => (error as { code?: string } | null)?.code;

function canonicalize(address: string): string | undefined {
	if (isIPv4(address)) return address;
	const bytes = bytesOfIPv6(address);
	return bytes ? textOfIPv6(bytes) : undefined;
}

export const cares_wrap: BindingFactory = (context) => {
	const { loop, errno, calls, resources } = context;
	return {
		GetAddrInfoReqWrap: class GetAddrInfoReqWrap {},
		GetNameInfoReqWrap: class GetNameInfoReqWrap {},
		QueryReqWrap: class QueryReqWrap {},
		ChannelWrap: makeChannel(context),
		getaddrinfo(request: LookupRequest, host: string, family: number, _hints: number, order: number) {
			const addresses = addressesOf(context, host, family, order);
			resources.open(request, 'GETADDRINFOREQWRAP');
			const done = (error: number | null, found?: string[]) => {
				request.oncomplete(error, found);
				resources.close(request);
			};
			const notFound = () => done(errno('EAI_NONAME'));
			const asked = (error: Error | null, found?: string[]) => {
				if (codeOf(error) === 'EBLOCKED') done(errno('EBLOCKED'));
				else if (error || family === IPV6) notFound();
				else done(null, found);
			};
			if (addresses.length > 0) loop.enqueue(() => done(null, addresses), request);
			else if (isIPv4(host) || isIPv6(host) || !host.includes('.')) loop.enqueue(notFound, request);
			else loop.complete(calls.resolve(host.toLowerCase()), asked, true, request);
			return 0;
		},
		getnameinfo(request: NameRequest, address: string, port: number) {
			const line = hostsOf(context).find((known) => known.address === address);
			const name = line?.names[0] ?? address;
			resources.open(request, 'GETNAMEINFOREQWRAP');
			const done = () => {
				request.oncomplete(null, name, services[port] ?? String(port));
				resources.close(request);
			};
			loop.enqueue(done, request);
			return 0;
		},
		canonicalizeIP: canonicalize,
		convertIpv6StringToBuffer: (address: string) => {
			const bytes = bytesOfIPv6(address);
			const { Buffer } = context.requireBuiltin('buffer') as {
				Buffer: { from(bytes: ArrayBufferLike): unknown };
			};
			return bytes ? Buffer.from(bytes.buffer) : undefined;
		},
		strerror: (code: number) => String(code)
	};
};
