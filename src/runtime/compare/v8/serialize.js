// serialize and deserialize: what goes in comes out, and what can not.
const v8 = require('v8');
const self = { name: 'self' };
self.self = self;
for (const value of [
	null,
	undefined,
	true,
	0,
	-0,
	1.5,
	NaN,
	2 ** 40,
	'text',
	'ü\u{1f600}',
	10n,
	[1, , 3],
	new Date(5),
	/x/gi,
	new Map([[{}, 1]]),
	new Set([1, 'a']),
	new Uint8Array([1, 2]),
	new Float64Array([1.5]),
	Buffer.from('b'),
	new Error('e'),
	new RangeError('r'),
	Object(1),
	{ nested: { deep: [true] } }
])
	console.log(v8.deserialize(v8.serialize(value)));
const copy = v8.deserialize(v8.serialize(self));
console.log(copy.self === copy);
for (const bad of [() => {}, Symbol('s'), { f() {} }])
	try {
		v8.serialize(bad);
	} catch (error) {
		console.log(error.name, error.message);
	}
console.log(typeof v8.getHeapStatistics().used_heap_size, typeof v8.cachedDataVersionTag());
