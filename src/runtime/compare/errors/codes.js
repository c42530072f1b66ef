const fs = require('node:fs');
const attempts = [
	() => Buffer.alloc('x'),
	() => Buffer.from(1),
	() => new URL('nope'),
	() => require('./missing'),
	() => fs.readFileSync('/missing'),
	() => fs.readFileSync({}),
	() => process.chdir('/missing'),
	() => process.kill(1, 'SIGNOPE'),
	() => require('node:nope'),
	() => new (require('node:events'))().setMaxListeners(-1),
	() => process.exit('x'),
	() => JSON.parse('{bad'),
	() => structuredClone(() => {}),
	() => atob('*'),
	() => decodeURIComponent('%')
];
for (const attempt of attempts)
	try {
		attempt();
	} catch (error) {
		console.log(error.name, error.code, error.message.split('\n')[0]);
	}
