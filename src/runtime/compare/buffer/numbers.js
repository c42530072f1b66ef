// Every number that a buffer reads and writes, and what is out of range.
const names = [
	'UInt8',
	'Int8',
	'UInt16LE',
	'UInt16BE',
	'Int16LE',
	'Int16BE',
	'UInt32LE',
	'UInt32BE',
	'Int32LE',
	'Int32BE',
	'FloatLE',
	'FloatBE',
	'DoubleLE',
	'DoubleBE'
];
for (const name of names) {
	const buffer = Buffer.alloc(8);
	console.log(name, buffer[`write${name}`](100, 0), buffer.toString('hex'), buffer[`read${name}`](0));
	for (const call of [
		() => buffer[`write${name}`](2 ** 40, 0),
		() => buffer[`read${name}`](9),
		() => buffer[`read${name}`]('0'),
		() => buffer[`write${name}`](1, 1.5)
	])
		try {
			console.log(call());
		} catch (error) {
			console.log(error.name, error.code, error.message);
		}
}
const big = Buffer.alloc(8);
big.writeBigInt64BE(-5n);
console.log(big.toString('hex'), big.readBigInt64BE(), big.readBigUInt64LE());
for (const length of [1, 3, 5, 6]) {
	const b = Buffer.alloc(6);
	b.writeUIntBE(200, 0, length);
	console.log(length, b.toString('hex'), b.readUIntBE(0, length), b.readIntLE(0, length));
}
try {
	big.readUIntBE(0, 7);
} catch (error) {
	console.log(error.code, error.message);
}
