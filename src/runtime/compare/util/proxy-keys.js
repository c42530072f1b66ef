// A proxy says its keys in whatever order: indices need not come first.
const { isDeepStrictEqual } = require('node:util');

const ordered = (/** @type {string[]} */ keys) =>
	new Proxy(Object.assign([1, 2], { own: 3 }), { ownKeys: () => keys });
const same = Object.assign([1, 2], { own: 3 });
for (const keys of [
	['own', '0', '1', 'length'],
	['0', 'own', '1', 'length'],
	['0', '1', 'length', 'own']
])
	console.log(keys.join(), isDeepStrictEqual(ordered(keys), same), isDeepStrictEqual(ordered(keys), [1, 2]));
