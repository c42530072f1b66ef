/** A refusal with a stable code: an errno name as Node spells it ("ENOENT"), or EUNKNOWN for a fault. */
export class CodedError extends Error {
	readonly code: string;
	constructor(code: string, message: string = code) {
		super(message);
		this.name = 'CodedError';
		this.code = code;
	}
}

/** An error as data. */
export type WireError = { code: string; message: string };

/** Any thrown value as data. */
export function toWireError(error: unknown): WireError {
	if (error instanceof CodedError) return { code: error.code, message: error.message };
	return {
		code: 'EUNKNOWN',
		message: error instanceof Error ? (error.stack ?? error.message) : String(error)
	};
}
