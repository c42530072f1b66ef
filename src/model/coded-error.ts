/** An expected refusal: `code` is stable ("E_TASK_FIELD", "ENOENT"), `message` is for people and says what to do. */
export class CodedError extends Error {
	readonly code: string;
	constructor(code: string, message: string, options?: ErrorOptions) {
		super(message, options);
		this.name = 'CodedError';
		this.code = code;
	}
}
