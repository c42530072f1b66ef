// What ended while nothing kept the loop is told before beforeExit, what ends in answer to that too.
const { AsyncResource, createHook } = require('node:async_hooks');
const { writeSync } = require('node:fs');

const say = (/** @type {string} */ text) => writeSync(1, `${text}\n`);
/** @type {Map<number, string>} */
const own = new Map();
createHook({
	destroy(id) {
		const name = own.get(id);
		if (name) say(`end of ${name}`);
		if (name === 'first') second.emitDestroy();
	}
}).enable();
const make = (/** @type {string} */ name) => {
	const made = new AsyncResource(name, { requireManualDestroy: true });
	own.set(made.asyncId(), name);
	return made;
};
const [first, second, third] = ['first', 'second', 'third'].map(make);
setImmediate(() => say('immediate')).unref();
process.nextTick(() => say('tick'));
process.once('beforeExit', () => {
	say('beforeExit');
	third.emitDestroy();
});
process.once('exit', () => say('exit'));
first.emitDestroy();
