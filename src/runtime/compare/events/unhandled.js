const EventEmitter = require('node:events');
const emitter = new EventEmitter();
try {
	emitter.emit('error', 'text');
} catch (error) {
	console.log(error.code, error.message);
}
emitter.emit('error', new Error('nobody listens'));
