// Errors as libraries use them: classes, causes, rethrown, aggregated, serialized.
const { inspect } = require('node:util');
class HttpError extends Error {
	constructor(status, message, options) {
		super(message, options);
		this.status = status;
		Object.defineProperty(this, 'hidden', { value: 1 });
	}
	get name() {
		return 'HttpError';
	}
	toJSON() {
		return { status: this.status, message: this.message };
	}
}
class NotFound extends HttpError {
	constructor(what) {
		super(404, `${what} not found`);
	}
}
const error = new NotFound('page');
console.log(
	String(error),
	JSON.stringify(error),
	error instanceof HttpError,
	Object.keys(error),
	error.stack.split('\n')[0],
	Object.prototype.hasOwnProperty.call(error, 'message')
);
const rethrown = (() => {
	try {
		try {
			JSON.parse('{');
		} catch (cause) {
			throw new HttpError(400, 'bad body', { cause });
		}
	} catch (error) {
		return error;
	}
})();
console.log(
	rethrown.cause.name,
	rethrown.message,
	inspect(rethrown).includes('[cause]: SyntaxError'),
	'cause' in error,
	'cause' in rethrown
);
function Legacy(message) {
	this.message = message;
	Error.captureStackTrace?.(this, Legacy);
}
Legacy.prototype = Object.create(Error.prototype, {
	constructor: { value: Legacy },
	name: { value: 'Legacy' }
});
const legacy = new Legacy('old way');
console.log(
	String(legacy),
	legacy instanceof Error,
	legacy.stack.split('\n')[0],
	require('node:util').types.isNativeError(legacy)
);
const all = new AggregateError([error, legacy, 'text'], 'all failed');
console.log(all.errors.length, inspect(all).split('\n')[0], Object.keys(all));
const copy = Object.assign(new Error(error.message), { ...error });
console.log(
	copy.status,
	copy.name,
	structuredClone(error) instanceof Error,
	structuredClone(error).name,
	structuredClone(error).status
);
console.log(
	inspect(Object.assign(new Error('x'), { toString: () => 'own' })).split('\n')[0],
	`${Object.assign(new Error('x'), { toString: () => 'own' })}`,
	Error('without new') instanceof Error,
	Error.prototype.toString.call({ name: 'N', message: 'm' }),
	Error.prototype.toString.call({})
);
try {
	throw Object.assign(new Error('thrown'), { code: 'E' });
} catch ({ code, message }) {
	console.log(code, message);
}
const nested = (depth) => (depth ? new Error(`level ${depth}`, { cause: nested(depth - 1) }) : 'root');
let chain = '';
for (let at = nested(4); at; at = at.cause) chain += `${at.message ?? at} < `;
console.log(chain);
