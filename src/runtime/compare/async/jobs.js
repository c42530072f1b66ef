// Work of crypto and zlib has an id and a context of its own; what it throws is told within it.
const async_hooks = require('node:async_hooks');
const crypto = require('node:crypto');
const zlib = require('node:zlib');

const types = new Map();
const events = [];
const hook = async_hooks.createHook({
	init(id, type) {
		if (/REQUEST|ZLIB|Immediate/.test(type)) types.set(id, type);
	},
	before: (id) => types.has(id) && events.push(`before ${types.get(id)}`),
	after: (id) => types.has(id) && events.push(`after ${types.get(id)}`)
});
const here = () => types.get(async_hooks.executionAsyncId()) ?? 'another';
process.on('uncaughtException', (error) => console.log(error.message, 'in', here()));

hook.enable();
const unused = setImmediate(() => console.log('not called'));
clearImmediate(unused);
crypto.randomBytes(1, () => {
	console.log('random bytes in', here());
	crypto.pbkdf2('secret', 'salt', 1, 8, 'sha1', () => {
		console.log('pbkdf2 in', here());
		crypto.scrypt('secret', 'salt', 8, { N: 2 }, () => {
			console.log('scrypt in', here());
			zlib.deflate('text', () => {
				console.log('deflate in', here());
				setImmediate(() => {
					hook.disable();
					console.log(events);
				});
			});
		});
		throw new Error('thrown');
	});
});
