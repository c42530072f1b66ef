// Sharing memory: slices, pools, copies, fills, swaps, JSON, comparisons.
const { attempt } = require('../help.cjs');
const buffer = require('node:buffer');
const whole = Buffer.from('abcdefgh');
const part = whole.subarray(2, 5);
part[0] = 0x58;
console.log(
	whole.toString(),
	part.toString(),
	whole.slice(-3).toString(),
	whole.subarray(-5, -2).toString(),
	part.buffer === whole.buffer,
	whole.slice(5, 2).length
);
console.log(
	Buffer.from(whole.buffer, whole.byteOffset, 3).toString(),
	Buffer.from(new Uint16Array([1, 256, 70000])),
	Buffer.from({ length: 2, 0: 5, 1: 300 }),
	Buffer.from({ type: 'Buffer', data: [1, 2] }),
	Buffer.from(new String('boxed')),
	Buffer.from([1.9, -1, '3', 'x', 256])
);
for (const odd of [5, null, undefined, {}, true, Symbol('x'), () => {}])
	attempt(typeof odd, () => Buffer.from(odd));
for (const size of [-1, '5', NaN, 1.5, 2 ** 53]) attempt(`alloc ${size}`, () => Buffer.alloc(size).length);
console.log(
	Buffer.alloc(5, 'ab'),
	Buffer.alloc(4, '€'),
	Buffer.alloc(3, 257),
	Buffer.allocUnsafe(3).length,
	Buffer.allocUnsafeSlow(2).buffer.byteLength
);
attempt('fill', () => Buffer.alloc(3).fill('zz', 'hex'));
console.log(
	Buffer.alloc(6).fill('ab', 1, 4),
	Buffer.alloc(3).fill(''),
	Buffer.alloc(3).fill(Buffer.from('xy')),
	Buffer.alloc(2, 1).fill(0, 1)
);
attempt('fill range', () => Buffer.alloc(3).fill(1, 0, 9));
const target = Buffer.alloc(5, '.');
console.log(
	whole.copy(target, 1, 2, 4),
	target.toString(),
	whole.copy(target, 4),
	whole.copy(target, 9),
	target.toString(),
	target.copy(target, 1, 0, 3),
	target.toString()
);
attempt('copy', () => whole.copy('x'));
attempt('copy from', () => whole.copy(target, 0, 99));
console.log(
	Buffer.concat([Buffer.from('a'), new Uint8Array([98])]),
	Buffer.concat([whole], 3).toString(),
	Buffer.concat([Buffer.from('a')], 3),
	Buffer.concat([])
);
attempt('concat', () => Buffer.concat('ab'));
attempt('concat item', () => Buffer.concat(['ab']));
console.log(
	Buffer.compare(Buffer.from('a'), Buffer.from('b')),
	whole.compare(Buffer.from('cde'), 0, 2, 3, 5),
	whole.equals(new Uint8Array(whole)),
	[Buffer.from('b'), Buffer.from('a')].sort(Buffer.compare).join()
);
attempt('equals', () => whole.equals('x'));
console.log(
	JSON.stringify(part),
	part.toJSON(),
	whole.indexOf('X'),
	whole.indexOf(Buffer.from('ef')),
	whole.lastIndexOf('h'),
	whole.includes('zz'),
	whole.indexOf(0x58),
	whole.indexOf('e', -2),
	whole.indexOf(''),
	whole.indexOf('ü', 0, 'latin1')
);
console.log(
	Buffer.from([1, 2, 3, 4]).swap16(),
	Buffer.from([1, 2, 3, 4]).swap32(),
	Buffer.from([1, 2, 3, 4, 5, 6, 7, 8]).swap64()
);
attempt('swap', () => Buffer.from([1]).swap16());
console.log(
	[...whole.entries()].length,
	[...whole.keys()].join(),
	whole.at(-1),
	whole.reverse().toString(),
	whole.map((byte) => byte - 1) instanceof Buffer,
	whole.filter(() => true).constructor.name,
	Object.prototype.toString.call(whole)
);
console.log(
	whole.parent === whole.buffer,
	typeof whole.offset,
	Buffer.of(1, 2),
	Buffer.isBuffer(new Uint8Array()),
	whole instanceof Uint8Array,
	buffer.SlowBuffer?.name,
	Buffer.copyBytesFrom(new Uint16Array([1, 2, 3]), 1, 1)
);
