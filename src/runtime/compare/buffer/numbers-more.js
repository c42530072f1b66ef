// Numbers in every width and order, at the edges; bigints; floats; what is refused.
const { attempt } = require('../help.cjs');
const buffer = Buffer.alloc(16);
for (const kind of [
	'UInt8',
	'Int8',
	'UInt16LE',
	'UInt16BE',
	'Int16LE',
	'Int16BE',
	'UInt32LE',
	'UInt32BE',
	'Int32LE',
	'Int32BE'
])
	for (const value of [
		0,
		1,
		127,
		128,
		255,
		256,
		32768,
		65535,
		2 ** 31 - 1,
		2 ** 32 - 1,
		-1,
		-128,
		-32768,
		1.9
	])
		attempt(`${kind} ${value}`, () => [buffer[`write${kind}`](value, 1), buffer[`read${kind}`](1)].join());
for (const length of [1, 3, 5, 6])
	attempt(`length ${length}`, () =>
		[
			buffer.writeUIntBE(0x12 * length, 0, length),
			buffer.readUIntBE(0, length),
			buffer.writeIntLE(-5, 0, length),
			buffer.readIntLE(0, length),
			buffer.readIntBE(0, length)
		].join()
	);
for (const value of [0n, 1n, 2n ** 63n, 2n ** 64n - 1n, -1n, 2n ** 64n]) {
	attempt(`unsigned ${value}`, () =>
		[buffer.writeBigUInt64LE(value), buffer.readBigUInt64LE(), buffer.readBigUInt64BE()].join()
	);
	attempt(`signed ${value}`, () => [buffer.writeBigInt64BE(value), buffer.readBigInt64BE()].join());
}
for (const value of [0, -0, 1.5, Infinity, NaN, 1e-320, 3.4e39, 'x'])
	attempt(`float ${value}`, () =>
		[
			buffer.writeFloatLE(value),
			buffer.readFloatLE(),
			buffer.writeDoubleBE(value),
			buffer.readDoubleBE(),
			buffer.toString('hex', 0, 8)
		].join()
	);
for (const [name, ...args] of [
	['readUInt8', 16],
	['readUInt8', -1],
	['readUInt8', 1.5],
	['readUInt8', 'x'],
	['readUInt32LE', 13],
	['readUIntBE', 0, 7],
	['readUIntBE', 0, 0],
	['readUIntBE', 0],
	['writeUInt8', 'x'],
	['writeUInt8', 1, 99],
	['writeInt8', 200],
	['writeBigInt64LE', 5],
	['readDoubleLE', 9],
	['writeUIntLE', 300, 0, 1]
])
	attempt(`${name} ${args}`, () => buffer[name](...args));
attempt('empty', () => Buffer.alloc(0).readUInt8());
