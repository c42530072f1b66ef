/**
 * TLS of clients. The browser alone can speak TLS to the outside, so here a secure connection is a plain one that the kernel is told to send
 * by https; the certificate that a program sees stands for the one that the browser has checked. Between two programs inside there is
 * no TLS: that is said when it is tried.
 */
import type { BindingFactory, Context } from '../context.ts';
import { unsupported } from '../shapes.ts';
import { streamHandleClass, type StreamHandle } from '../streams/handle.ts';
import type { SocketHandle } from '../streams/socket.ts';

type Parent = SocketHandle;

/** Milliseconds: the certificate began a day ago and has a day left. */
const DAY = 86_400_000;

export const tls_wrap: BindingFactory = (context, shape) => {
	const TLSWrap = tlsWrapClass(context);
	return {
		TLSWrap,
		HAVE_SSL_TRACE: shape['HAVE_SSL_TRACE'],
		wrap(handle: unknown, _secureContext: unknown, isServer: boolean) {
			if (isServer) throw unsupported('a TLS server (tls.createServer, https.createServer)');
			if (!(handle instanceof streamHandleClass(context)))
				throw unsupported('TLS over a stream of JavaScript');
			return new TLSWrap(handle as Parent);
		}
	};
};

// eslint-disable-next-line max-lines-per-function -- a class that closes over its process; its methods are short
function tlsWrapClass(context: Context) {
	const { loop, calls } = context;

	return class TLSWrap {
		readonly isStreamBase = true;
		onread: ((buffer: ArrayBuffer | undefined) => void) | undefined;
		onhandshakedone: (() => void) | undefined;
		onerror: ((error: Error) => void) | undefined;
		readonly #inner: Parent;
		#servername = '';
		#alpn: string | false = false;

		constructor(inner: Parent) {
			this.#inner = inner;
			inner.onread = (buffer) => this.onread?.(buffer);
		}

		start() {
			const { peer, description } = this.#inner;
			loop.enqueue(() => {
				if (this.#inner.keeper.closed) return;
				if (description && this.#inner.outside) {
					void calls.secure(description);
					this.onhandshakedone?.();
				} else {
					const where = peer && 'address' in peer ? `${peer.address}:${peer.port}` : 'a pipe';
					this.onerror?.(unsupported(`TLS between programs of one sandbox (${where})`));
				}
			});
		}
		setServername(name: string) {
			this.#servername = name;
		}
		getServername() {
			return this.#servername || false;
		}
		setALPNProtocols(protocols: Uint8Array) {
			const names: string[] = [];
			for (let at = 0; at < protocols.length; at += 1 + (protocols[at] ?? 0))
				names.push(new TextDecoder().decode(protocols.subarray(at + 1, at + 1 + (protocols[at] ?? 0))));
			this.#alpn = names.includes('http/1.1') ? 'http/1.1' : false;
		}
		getALPNNegotiatedProtocol() {
			return this.#alpn;
		}
		getPeerCertificate() {
			const { peer } = this.#inner;
			const address = peer && 'address' in peer ? peer.address : '';
			const name = this.#servername || address;
			return {
				subject: { CN: name },
				issuer: { CN: 'checked by the browser' },
				subjectaltname: `DNS:${name}, IP Address:${address}`,
				ca: false,
				valid_from: new Date(Date.now() - DAY).toUTCString(),
				valid_to: new Date(Date.now() + DAY).toUTCString()
			};
		}
		getProtocol() {
			return 'TLSv1.3';
		}
		getCipher() {
			return {
				name: 'TLS_AES_128_GCM_SHA256',
				standardName: 'TLS_AES_128_GCM_SHA256',
				version: 'TLSv1.3'
			};
		}
		getEphemeralKeyInfo() {
			return {};
		}
		isSessionReused() {
			return false;
		}
		/** What does not concern a connection whose TLS is the browser's. */
		verifyError() {}
		getCertificate() {}
		getSession() {}
		getTLSTicket() {}
		getFinished() {}
		getPeerFinished() {}
		getSharedSigalgs() {
			return [];
		}
		setVerifyMode() {}
		setSession() {}
		requestOCSP() {}
		destroySSL() {}
		enableTrace() {}
		enableKeylogCallback() {}
		enableSessionCallbacks() {}
		writesIssuedByPrevListenerDone() {}
		setMaxSendFragment() {
			return 1;
		}
		/** Bytes that were read before TLS began. */
		receive(bytes: Uint8Array) {
			if (bytes.length > 0) this.#inner.takeBack(bytes.slice());
		}
		renegotiate() {
			throw unsupported('tls.TLSSocket.renegotiate');
		}
		exportKeyingMaterial() {
			throw unsupported('tls.TLSSocket.exportKeyingMaterial');
		}

		get fd() {
			return this.#inner.fd;
		}
		get bytesRead() {
			return this.#inner.bytesRead;
		}
		get bytesWritten() {
			return this.#inner.bytesWritten;
		}
		get writeQueueSize() {
			return this.#inner.writeQueueSize;
		}
		getAsyncId() {
			return this.#inner.getAsyncId();
		}
		getProviderType() {
			return this.#inner.getProviderType();
		}
		hasRef() {
			return this.#inner.hasRef();
		}
		readStart() {
			return this.#inner.readStart();
		}
		readStop() {
			return this.#inner.readStop();
		}
		useUserBuffer(buffer: ArrayBufferView) {
			this.#inner.useUserBuffer(buffer);
		}
		shutdown(request: Parameters<StreamHandle['shutdown']>[0]) {
			return this.#inner.shutdown(request);
		}
		writev(...args: Parameters<StreamHandle['writev']>) {
			return this.#inner.writev(...args);
		}
		writeBuffer(...args: Parameters<StreamHandle['writeBuffer']>) {
			return this.#inner.writeBuffer(...args);
		}
		writeUtf8String(...args: Parameters<StreamHandle['writeUtf8String']>) {
			return this.#inner.writeUtf8String(...args);
		}
		writeLatin1String(...args: Parameters<StreamHandle['writeLatin1String']>) {
			return this.#inner.writeLatin1String(...args);
		}
		writeAsciiString(...args: Parameters<StreamHandle['writeAsciiString']>) {
			return this.#inner.writeAsciiString(...args);
		}
		writeUcs2String(...args: Parameters<StreamHandle['writeUcs2String']>) {
			return this.#inner.writeUcs2String(...args);
		}
	};
}
