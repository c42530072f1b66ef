// Errors within other things, with causes, with properties, without stacks.
const util = require('node:util');
const cut = (value, options) => util.inspect(value, options).replace(/\n\s+at .*/g, '');
class Own extends TypeError {
	name = 'Renamed';
	constructor(message, options) {
		super(message, options);
		this.status = 404;
	}
}
const plain = new Error('plain');
console.log(cut(plain), cut([plain]), cut({ error: plain }));
console.log(cut(new Own('mine', { cause: plain })));
console.log(cut(new Error('outer', { cause: new Error('middle', { cause: 'inner' }) })));
console.log(cut(new AggregateError([new Error('one'), new TypeError('two')], 'several')));
console.log(cut(Object.assign(new Error('with'), { code: 'E_CODE', info: { a: [1, 2] }, [Symbol('s')]: 1 })));
console.log(
	cut(Object.assign(new RangeError('no stack'), { stack: undefined })),
	cut(Object.assign(new Error('text'), { stack: 'own stack text' }))
);
console.log(
	cut(Object.assign(new Error('x'), { name: 'Changed' })),
	cut(Object.assign(new Error('x'), { message: 'changed' })),
	cut(Object.assign(new Error(''), { name: '' }))
);
console.log(cut(new Error('line one\nline two')), cut(new Error()), cut(new Error('')));
console.log(cut(Object.create(Error.prototype)), cut(Object.setPrototypeOf(new Error('null'), null)));
console.log(
	cut(new Error('deep', { cause: { a: { b: { c: { d: 1 } } } } })),
	cut(new Error('d', { cause: undefined }))
);
console.log(
	cut(new DOMException('told', 'AbortError')),
	cut(new DOMException('x', { name: 'Own', cause: 1 }))
);
const ring = new Error('ring');
ring.cause = ring;
ring.self = ring;
console.log(cut(ring));
try {
	null.x;
} catch (error) {
	console.log(cut(error), cut({ nested: { deeper: { error } } }, { depth: 0 }));
}
console.log(cut(new Error('hidden'), { compact: false }), cut({ e: new Error('c') }, { colors: true }));
console.log(util.inspect({ a: new Error('limit') }, { breakLength: 1 }).split('\n').length > 2);
console.log(
	util
		.format('%s|%o|%d|%j', new Own('f'), 1, new Error('d'), { e: new Error('j') })
		.replace(/\n\s+at .*/g, '')
);
