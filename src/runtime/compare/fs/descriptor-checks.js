// What is no descriptor, no owner, no mode.
const fs = require('fs');
const tries = {
	closeSync: [['x'], [-1], [1.5], [{}]],
	fchmodSync: [
		['x', 1],
		[1, 'y']
	],
	fchownSync: [
		['x', 1, 1],
		[1, 'x', 1],
		[1, 1, null],
		[1, -2, 1]
	],
	ftruncateSync: [
		['x', 1],
		[1, 'y']
	],
	futimesSync: [
		['x', 1, 1],
		[1, {}, 1]
	],
	fsyncSync: [[{}], [null]],
	fdatasyncSync: [[undefined], [Infinity]],
	fstatSync: [['x']],
	copyFileSync: [
		['a', 'b', 'r'],
		['a', 'b', 8],
		['a', 'b', -1],
		['a', 'b', 1.5]
	],
	close: [['x', () => {}]],
	fsync: [['x', () => {}]],
	fchmod: [['x', 1, () => {}]]
};
for (const [name, lists] of Object.entries(tries))
	for (const args of lists)
		try {
			console.log(name, fs[name](...args));
		} catch (error) {
			console.log(name, error.name, error.code, error.message);
		}
