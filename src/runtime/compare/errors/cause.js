const error = new Error('outer', { cause: new RangeError('inner') });
error.code = 'E_OUTER';
console.log(error);
console.log(new AggregateError([new Error('one')], 'many'));
console.log(error.stack);
class ValidationError extends Error {
	constructor(message) {
		super(message);
		this.name = 'ValidationError';
		this.field = 'f';
	}
}
console.log({ nested: new ValidationError('bad') });
console.log(Object.assign(new Error('multi\nline'), { details: { a: 1 } }));
