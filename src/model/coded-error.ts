/**
 * An expected refusal: `code` is stable ("E_TASK_FIELD", "ENOENT"), `message` is for people and says what to do.
 *
 * `instanceof` goes by shape: a sandbox lives in a page of its own, whose errors are made by another copy of this class.
 */
export class CodedError extends Error {
	readonly code: string;
	constructor(code: string, message: string, options?: ErrorOptions) {
		super(message, options);
		this.name = 'CodedError';
		this.code = code;
	}

	static override [Symbol.hasInstance](value: unknown): boolean {
		return (
			typeof value === 'object' &&
			value !== null &&
			'name' in value &&
			value.name === 'CodedError' &&
			'code' in value &&
			typeof value.code === 'string'
		);
	}
}
