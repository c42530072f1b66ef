// A script that does not end is ended by its timeout.
const vm = require('node:vm');
const { attempt } = require('../help.cjs');
attempt('loop', () => {
	try {
		vm.runInNewContext('for (;;);', {}, { timeout: 20 });
	} catch (error) {
		return [error.code, error.message];
	}
});
attempt('goes on', () => vm.runInThisContext('1 + 1', { timeout: 50 }));
attempt('range', () => vm.runInThisContext('1', { timeout: 0 }));
attempt('kind', () => vm.runInThisContext('1', { timeout: 'x' }));
