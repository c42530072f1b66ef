// What arrays of both kinds have besides their elements is shown and compared; of large ones too, and without delay.
const assert = require('node:assert');
const util = require('node:util');

const named = Object.assign([1, 2, , 4], { 5.5: 'half', '01': 'text', name: 'array', [Symbol('s')]: 1 });
console.log(named, Object.assign(new Uint8Array([1, 2]), { name: 'bytes', [Symbol('s')]: 1 }));
console.log(util.isDeepStrictEqual(Object.assign([1], { a: 1 }), Object.assign([1], { a: 2 })));
console.log(util.isDeepStrictEqual(Object.assign(new Uint8Array(2), { a: 1 }), new Uint8Array(2)));
const [large, other] = [new Uint8Array(1 << 24), new Uint8Array(1 << 24)];
const begin = performance.now();
assert.deepStrictEqual(large, other);
other[9] = 1;
console.log(util.isDeepStrictEqual(large, other), Buffer.from(large.buffer));
console.log(performance.now() - begin < 5000);
