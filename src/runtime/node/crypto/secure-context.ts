import { unsupported } from '../shapes.ts';

/** What a TLS connection is configured with. The browser decides all of it (bindings/tls_wrap.ts): only what is asked back is kept. */
export class SecureContext {
	#minimum = 0;
	#maximum = 0;

	/** Asked for by a server in a process of a cluster. */
	getTicketKeys(): never {
		throw unsupported('tls.createServer in a process of a cluster');
	}

	init(_protocol: unknown, minimum: number, maximum: number) {
		this.#minimum = minimum;
		this.#maximum = maximum;
	}
	setMinProto(version: number) {
		this.#minimum = version;
	}
	getMinProto() {
		return this.#minimum;
	}
	setMaxProto(version: number) {
		this.#maximum = version;
	}
	getMaxProto() {
		return this.#maximum;
	}
	setKey() {}
	setCert() {}
	addCACert() {}
	setAllowPartialTrustChain() {}
	addCRL() {}
	addRootCerts() {}
	setCipherSuites() {}
	setCiphers() {}
	setSigalgs() {}
	setECDHCurve() {}
	setDHParam() {}
	setOptions() {}
	setSessionIdContext() {}
	setSessionTimeout() {}
	loadPKCS12() {}
	setTicketKeys() {}
	close() {}
}
