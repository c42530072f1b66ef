/**
 * The only way from a sandbox to the network. What repository code may reach: GET from the npm registry that the site was built with.
 * Everything else is refused at once, by name; every request is told to the app, allowed or not. No cookies, no referrer, no
 * credentials are ever sent, and of the headers only those that a registry needs.
 */
import type { BrokerCalls, OutsideHead, OutsideRequest, RequestRecord } from '../protocol/broker.ts';
import { isTarball, KeptAnswers } from './kept-answers.ts';
import { CodedError } from '../wire/coded-error.ts';
import type { Handlers } from '../wire/wire.ts';

/** Bytes of one answer; the largest packages have some 50 MB. */
const LARGEST_BODY = 200_000_000;
/** Headers that pass; more would need a preflight, which registries do not answer. */
const passed = new Set(['accept']);
/** The browser decoded the body: these would be wrong. */
const untold = new Set(['content-encoding', 'content-length', 'transfer-encoding']);

/** The header by which an answer says that our server passed the request on (scripts/registry.mjs). */
const PASSED_ON = 'x-passed-on-to';

type Body = { reader: ReadableStreamDefaultReader<Uint8Array>; received: number; host: string };

export class Broker implements Handlers<BrokerCalls> {
	readonly #registry: URL;
	readonly #site: URL;
	readonly #record: (record: RequestRecord) => void;
	#isOff = false;
	#throughSite = false;
	readonly #kept = new KeptAnswers();
	readonly #bodies = new Map<number, Body>();

	/** Both are addresses that end with "/": the registry, and where the server of our site passes requests on to it. */
	constructor(registry: string, site: URL, record: (record: RequestRecord) => void) {
		this.#registry = new URL(registry);
		this.#site = site;
		this.#record = record;
	}

	/** From now on nothing may be reached, the registry neither. */
	turnOff(): void {
		this.#isOff = true;
	}

	async request(id: number, request: OutsideRequest): Promise<OutsideHead> {
		const { method, url } = request;
		const refuse = (code: string, reason: string): never => {
			this.#record({ method, url, outcome: { refused: reason } });
			throw new CodedError(code, `Cannot ${method} "${url}": ${reason}`);
		};
		const target = URL.canParse(url) ? new URL(url) : null;
		if (!target) return refuse('EINVAL', 'it is not an address');
		const blocked = this.#objection(target, method);
		if (blocked) return refuse('EBLOCKED', blocked);
		const response = await this.#answer(target, request.headers);
		if (!response) return refuse('ENETUNREACH', `the network does not reach ${target.host}`);
		this.#record({ method, url, outcome: { status: response.status } });
		const reader = response.body?.getReader();
		if (reader) this.#bodies.set(id, { reader, received: 0, host: target.host });
		return {
			status: response.status,
			statusText: response.statusText,
			url: response.url,
			headers: [...response.headers].filter(([name]) => !untold.has(name))
		};
	}

	/** What was kept, where it cannot have changed or the network does not answer; else the registry's answer, which is kept. */
	async #answer(target: URL, headers: OutsideRequest['headers']): Promise<Response | null> {
		const accept = headers.find(([name]) => name.toLowerCase() === 'accept')?.[1] ?? '*/*';
		const find = () => this.#kept.find(target, accept);
		const before = isTarball(target) ? await find() : undefined;
		if (before) return before;
		const response = await this.#send(target, headers);
		if (!response || response.status >= 500) return (await find()) ?? response;
		void this.#kept.keep(target, accept, response);
		return response;
	}

	/** Straight to the registry; or, where that does not let pages of other origins in, through the server of our site. */
	async #send(target: URL, headers: OutsideRequest['headers']): Promise<Response | null> {
		const init: RequestInit = {
			headers: headers.filter(([name]) => passed.has(name.toLowerCase())),
			credentials: 'omit',
			referrerPolicy: 'no-referrer'
		};
		if (!this.#throughSite) {
			const response = await fetch(target, init).catch(() => null); // refused, or no network: the site may know more
			if (response) return response;
		}
		const path = target.href.slice(this.#registry.href.length);
		const response = await fetch(new URL(path, this.#site), init).catch(() => null); // no network: told as such
		if (response?.headers.get(PASSED_ON) !== 'registry') return null;
		this.#throughSite = true;
		return response;
	}

	/** Why the policy refuses a request; null = it does not. */
	#objection({ origin, pathname, host }: URL, method: string): string | null {
		const registry = this.#registry;
		if (this.#isOff) return `the sandbox may not reach ${host}: its network is off`;
		if (origin !== registry.origin || !pathname.startsWith(registry.pathname))
			return `the sandbox may not reach ${host}, only the npm registry (${registry.host})`;
		return method === 'GET' ? null : `the sandbox may only GET from ${host}`;
	}

	refuseName(name: string): void {
		const refused = `the sandbox may not reach ${name}, only the npm registry (${this.#registry.host})`;
		this.#record({ method: 'CONNECT', url: name, outcome: { refused } });
	}

	async pull(id: number): Promise<Uint8Array> {
		const body = this.#bodies.get(id);
		if (!body) return new Uint8Array();
		const { done, value } = await body.reader.read().catch((error: unknown) => {
			this.#bodies.delete(id);
			throw new CodedError('ECONNRESET', `Cannot read from ${body.host}: ${String(error)}`);
		});
		if (done) {
			this.#bodies.delete(id);
			return new Uint8Array();
		}
		body.received += value.length;
		if (body.received <= LARGEST_BODY) return value.length > 0 ? value : this.pull(id);
		this.abandon(id);
		throw new CodedError('EFBIG', `Cannot read from ${body.host}: the answer is over ${LARGEST_BODY} bytes`);
	}

	abandon(id: number): void {
		const body = this.#bodies.get(id);
		this.#bodies.delete(id);
		void body?.reader.cancel().catch(() => {}); // it had ended by itself
	}

	/** The container is gone. */
	close(): void {
		for (const id of [...this.#bodies.keys()]) this.abandon(id);
	}
}
