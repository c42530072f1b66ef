// v8.serialize of everything, Serializer and Deserializer with their own hooks, heap facts.
const v8 = require('node:v8');
const { attempt } = require('../help.cjs');
const round = (value) => v8.deserialize(v8.serialize(value));
const values = [
	undefined,
	null,
	true,
	0,
	-0,
	1.5,
	NaN,
	2 ** 31,
	-5,
	10n ** 30n,
	'',
	'ascii',
	'ü€',
	[1, 2],
	{ a: { b: 1 } },
	new Date(5),
	/x/gi,
	new Map([[1, { a: 2 }]]),
	new Set(['x']),
	new Uint8Array([1, 2]),
	new Float64Array([0.5]),
	new ArrayBuffer(3),
	new DataView(new ArrayBuffer(2)),
	Object(1),
	Object('s'),
	Object(true),
	Object(2n),
	Object.defineProperty(new RangeError('e', { cause: 5 }), 'stack', { value: 'its stack' }),
	[undefined, null],
	Object.assign([1], { x: 1 })
];
for (const value of values)
	attempt(typeof value, () => [v8.serialize(value).toString('hex').slice(0, 60), round(value)]);
const ring = { list: [] };
ring.self = ring;
ring.list.push(ring, ring.list);
const back = round(ring);
console.log(back.self === back, back.list[0] === back, back.list[1] === back.list);
for (const bad of [() => {}, Symbol('s'), new WeakMap(), Promise.resolve(), new Proxy({}, {}), { f() {} }])
	attempt('refused', () => v8.serialize(bad));
attempt('cut', () => v8.deserialize(v8.serialize({ a: 'text' }).subarray(0, 6)));
attempt('rubbish', () => v8.deserialize(Buffer.from('rubbish')));
attempt('empty', () => v8.deserialize(Buffer.alloc(0)));
attempt('not bytes', () => v8.deserialize('x'));
const serializer = new v8.DefaultSerializer();
serializer.writeHeader();
console.log(
	serializer.writeValue({ a: 1 }),
	serializer.writeUint32(300),
	serializer.writeUint64(1, 2),
	serializer.writeDouble(0.5),
	serializer.writeRawBytes(Buffer.from('raw'))
);
const bytes = serializer.releaseBuffer();
const deserializer = new v8.DefaultDeserializer(bytes);
console.log(
	bytes.toString('hex'),
	deserializer.readHeader(),
	deserializer.getWireFormatVersion(),
	deserializer.readValue(),
	deserializer.readUint32(),
	deserializer.readUint64(),
	deserializer.readDouble(),
	String(deserializer.readRawBytes(3))
);
attempt('beyond', () => deserializer.readUint32());
class Own extends v8.Serializer {
	_writeHostObject(object) {
		this.writeUint32(object.length);
		this.writeRawBytes(object);
	}
	_getDataCloneError(message) {
		return new RangeError(`own: ${message}`);
	}
}
const own = new Own();
own.writeHeader();
own.writeValue({ view: new Uint16Array([1]) });
console.log(own.releaseBuffer().length > 10);
attempt('own error', () => new Own().writeValue(() => {}));
attempt('without new', () => v8.Serializer());
console.log(
	Object.keys(v8.getHeapStatistics()).sort(),
	v8.getHeapSpaceStatistics().length > 3,
	Object.keys(v8.getHeapCodeStatistics()),
	typeof v8.cachedDataVersionTag()
);
console.log(
	v8.startupSnapshot.isBuildingSnapshot(),
	typeof v8.setFlagsFromString,
	v8.isStringOneByteRepresentation?.('a'),
	v8.isStringOneByteRepresentation?.('€')
);
attempt('flags', () => v8.setFlagsFromString(5));
