const buffer = Buffer.alloc(48);
buffer.writeUInt8(255, 0);
buffer.writeInt16LE(-2, 1);
buffer.writeUInt32BE(0xdeadbeef, 3);
buffer.writeDoubleLE(Math.PI, 7);
buffer.writeFloatBE(1.5, 15);
buffer.writeBigInt64BE(-5n, 19);
buffer.writeIntLE(-123456, 27, 6);
buffer.writeUIntBE(0x123456, 33, 3);
console.log(buffer.toString('hex'));
console.log(
	buffer.readUInt8(0),
	buffer.readInt16LE(1),
	buffer.readUInt32BE(3),
	buffer.readDoubleLE(7),
	buffer.readFloatBE(15),
	buffer.readBigInt64BE(19),
	buffer.readIntLE(27, 6),
	buffer.readUIntBE(33, 3)
);
for (const attempt of [
	() => buffer.readInt32LE(46),
	() => buffer.writeUInt8(256, 0),
	() => buffer.readInt8(1.5),
	() => Buffer.alloc(-1),
	() => buffer.readInt8('x')
])
	try {
		attempt();
	} catch (error) {
		console.log(error.name, error.code, error.message);
	}
console.log(
	Buffer.from('abcd').swap16().toString(),
	Buffer.from('abcd').swap32().toString(),
	Buffer.from('12345678').swap64().toString()
);
