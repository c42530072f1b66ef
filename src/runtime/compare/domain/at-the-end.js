// What the system calls at the end of a process runs in the domain that is left entered, and is warned of.
const domain = require('node:domain');

const left = domain.create();
const { emit } = process;
process.emit = function said(...args) {
	if (args[0] !== 'warning') console.log('emit', args[0], process.domain === left);
	return Reflect.apply(emit, this, args);
};
process.on('warning', ({ name, code, message }) => console.log(name, code, message));
process.once('beforeExit', () => console.log('beforeExit', domain.active === left));
process.once('exit', (code) => console.log('exit', code, domain.active === left));
left.enter();
