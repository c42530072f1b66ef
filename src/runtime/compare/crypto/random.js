// Random values: their kinds, ranges and what is refused.
const crypto = require('node:crypto');
const { attempt } = require('../help.cjs');
const filled = crypto.randomFillSync(Buffer.alloc(64), 8, 16);
console.log(
	filled.subarray(0, 8),
	filled.subarray(24).every((byte) => byte === 0),
	filled.subarray(8, 24).some(Boolean)
);
const wide = new Uint32Array(8);
console.log(
	crypto.randomFillSync(wide) === wide,
	wide.some((value) => value > 255)
);
attempt('offset', () => crypto.randomFillSync(Buffer.alloc(4), 5));
attempt('size', () => crypto.randomFillSync(Buffer.alloc(4), 2, 3));
attempt('array', () => crypto.randomFillSync([1]));
attempt('bytes', () => crypto.randomBytes(-1));
attempt('bytes text', () => crypto.randomBytes('3'));
attempt('bytes part', () => crypto.randomBytes(1.5).length);
attempt('no bytes', () => crypto.randomBytes(0));
attempt('int', () => crypto.randomInt(1));
attempt('int range', () =>
	Array.from({ length: 200 }, () => crypto.randomInt(-3, 3)).every((n) => n >= -3 && n < 3)
);
attempt('int empty', () => crypto.randomInt(3, 3));
attempt('int wide', () => crypto.randomInt(0, 2 ** 48));
attempt('int text', () => crypto.randomInt('3'));
attempt('uuid', () => crypto.randomUUID({ disableEntropyCache: true }).length);
attempt('uuid option', () => crypto.randomUUID({ disableEntropyCache: 1 }));
attempt('values', () => crypto.getRandomValues(new Float32Array(2)));
attempt('values quota', () => crypto.getRandomValues(new Uint8Array(65537)));
attempt('web values', () => globalThis.crypto.getRandomValues(new BigInt64Array(2)).length);
attempt('equal', () => crypto.timingSafeEqual(Buffer.from('ab'), new Uint8Array([97, 98])));
attempt('not equal', () => crypto.timingSafeEqual(Buffer.from('ab'), Buffer.from('ac')));
attempt('lengths', () => crypto.timingSafeEqual(Buffer.from('ab'), Buffer.from('abc')));
attempt('equal text', () => crypto.timingSafeEqual('ab', Buffer.from('ab')));
crypto.randomInt(10, 11, (error, value) => console.log('later', error, value));
crypto.randomFill(new Uint8Array(4), 2, (error, view) => console.log('later', error, view.slice(0, 2)));
attempt('pseudo', () => crypto.pseudoRandomBytes(3).length);
