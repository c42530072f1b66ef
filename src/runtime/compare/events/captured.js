// captureRejections, errorMonitor, unhandled kinds of errors.
const { EventEmitter, errorMonitor, captureRejectionSymbol } = require('node:events');
const { attempt } = require('../help.cjs');
const emitter = new EventEmitter({ captureRejections: true });
emitter.on('work', async (value) => {
	throw new Error(`rejected ${value}`);
});
emitter.on('error', (error) => {
	console.log('error event', error.message);
	next();
});
emitter.emit('work', 1);
function next() {
	class Own extends EventEmitter {
		constructor() {
			super({ captureRejections: true });
		}
		[captureRejectionSymbol](error, event, ...args) {
			console.log('captured', error.message, event, args);
			last();
		}
	}
	new Own().on('thing', async () => Promise.reject(new Error('own way'))).emit('thing', 1, 'two');
}
function last() {
	const watched = new EventEmitter();
	watched.on(errorMonitor, (error) => console.log('monitor', error.message ?? error));
	for (const error of [new Error('told'), 'text', { a: 1 }, undefined, null]) {
		try {
			watched.emit('error', error);
		} catch (thrown) {
			console.log(thrown.name, thrown.code, thrown.message, thrown.context);
		}
	}
	console.log(EventEmitter.captureRejections, EventEmitter.errorMonitor === errorMonitor);
	attempt('option', () => new EventEmitter({ captureRejections: 1 }));
	attempt('default', () => (EventEmitter.captureRejections = 'x'));
	const domainless = new EventEmitter();
	domainless.once('error', (error) => console.log('once', error.message));
	domainless.emit('error', new Error('first'));
	attempt('second', () => domainless.emit('error', new Error('second')));
}
