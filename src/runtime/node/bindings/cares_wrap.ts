import type { BindingFactory } from '../context.ts';

const isIPv4 = (host: string) =>
	/^(\d{1,3}\.){3}\d{1,3}$/.test(host) && host.split('.').every((part) => Number(part) < 256);

type LookupRequest = { oncomplete(error: number | null, addresses?: string[]): void };

class ChannelWrap {
	getServers() {
		return [];
	}
	setServers() {
		return 0;
	}
	setLocalAddress() {}
	cancel() {}
}

/** Names of this machine resolve; there is no network to ask for others, which settles at once. */
export const cares_wrap: BindingFactory = ({ loop, errno }) => ({
	GetAddrInfoReqWrap: class {},
	GetNameInfoReqWrap: class {},
	QueryReqWrap: class {},
	ChannelWrap,
	getaddrinfo(request: LookupRequest, host: string) {
		const address = isIPv4(host) || host === '::1' ? host : host === 'localhost' ? '127.0.0.1' : null;
		loop.enqueue(() =>
			address ? request.oncomplete(null, [address]) : request.oncomplete(errno('EAI_NONAME'))
		);
		return 0;
	},
	canonicalizeIP: (address: string) => address,
	strerror: (code: number) => String(code)
});
