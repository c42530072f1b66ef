// node: --no-deprecation
// The old domains: run, add, bind, intercept, dispose of errors.
const domain = require('node:domain');
const { EventEmitter } = require('node:events');
const d = domain.create();
d.on('error', (error) =>
	console.log(
		'domain',
		error.message,
		error.domainThrown,
		error.domain === d,
		error.domainBound !== undefined,
		error.domainEmitter !== undefined
	)
);
console.log(
	d.run((x) => [x, process.domain === d], 5),
	process.domain
);
const emitter = new EventEmitter();
d.add(emitter);
emitter.emit('error', new Error('from an emitter'));
d.run(() =>
	setTimeout(() => {
		throw new Error('later');
	}, 1)
);
d.run(() =>
	process.nextTick(() => {
		throw new Error('next tick');
	})
);
d.bind(() => {})();
d.intercept((value) => console.log('intercepted', value))(null, 'value');
d.intercept(() => console.log('never'))(new Error('first argument'));
d.remove(emitter);
try {
	emitter.emit('error', new Error('nobody'));
} catch (error) {
	console.log('thrown', error.message);
}
setTimeout(() => console.log(domain.active, d.members.length, d instanceof EventEmitter), 30);
