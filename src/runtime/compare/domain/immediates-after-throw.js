// The ticks of an immediate that threw wait for the next one that does not, although resources of a domain end meanwhile.
const domain = require('node:domain');
let ran = '';
process.once('uncaughtException', ({ message }) => console.log(message, ran));
const guard = domain.create();
guard.once('error', ({ message }) => console.log(message, ran));
const note = (mark) => setImmediate(() => (ran += mark));
note('a');
note('b');
setImmediate(() => {
	process.nextTick(() => console.log('tick', ran));
	throw new Error('alone');
});
guard.run(() =>
	setImmediate(() => {
		throw new Error('in a domain');
	})
);
note('c');
note('d');
