/**
 * The way out of the sandbox: what the kernel asks of the broker in the host page, the only part that has a network.
 *
 * Its policy is decided there: GET from the npm registry that the site was built with, nothing else. A request that the policy
 * refuses fails at once with EBLOCKED and the host's name; one that the network refuses fails with ENETUNREACH.
 */

export type OutsideRequest = {
	/** Absolute; http: or https:. */
	url: string;
	/** GET, POST, ... in capitals. */
	method: string;
	headers: [name: string, value: string][];
	body: Uint8Array | null;
};

/** What is known of an answer before its body. Redirects were followed. */
export type OutsideHead = {
	status: number;
	statusText: string;
	/** Where the answer came from in the end. */
	url: string;
	/** Names in lower case. The body comes decoded: content-encoding and content-length are not told. */
	headers: [name: string, value: string][];
};

export interface BrokerCalls {
	/** Sends a request; answers when the head is there. `id` is the caller's number for its body. */
	request(id: number, request: OutsideRequest): OutsideHead;
	/** The next part of a body, as large as it came; empty = the end. Nothing is fetched ahead of this beyond one part. */
	pull(id: number): Uint8Array;
	/** A name was asked for that is not the registry's: it had no address, and is listed. */
	refuseName(name: string): void;
	/** Nobody reads the rest. */
	abandon(id: number): void;
}

/** One request as it is shown to the user. */
export type RequestRecord = {
	method: string;
	url: string;
	/** The status it was answered with; or why it was not. */
	outcome: { status: number } | { refused: string };
};
