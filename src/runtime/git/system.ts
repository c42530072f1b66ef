/** Small things that all of git uses. */
export type { FileFacts, GitContext, GitFiles } from '../protocol/git.ts';

/** Ends the command; `code` is git's own: 128 for what is fatal, 129 for a wrong usage, 1 for "no". */
export class GitError extends Error {
	readonly code: number;
	/** @param message as git prints it, with its "fatal: " or "error: " */
	constructor(message: string, code = 128) {
		super(message);
		this.code = code;
	}
}

export const fatal = (message: string): GitError => new GitError(`fatal: ${message}`);

const decoder = new TextDecoder();
const encoder = new TextEncoder();
export const textOf = (bytes: Uint8Array): string => decoder.decode(bytes);
export const bytesOf = (text: string): Uint8Array => encoder.encode(text);

export const hexOf = (bytes: Uint8Array): string =>
	Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

export const bytesOfHex = (hex: string): Uint8Array =>
	Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
