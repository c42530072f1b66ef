// What is no addon is refused as the system's loader does.
const path = require('node:path');
const { tree } = require('../help.cjs');
const elf32 = `\x7fELF\x01\x01\x01${'\0'.repeat(100)}`;
const folder = tree({
	'empty.node': '',
	'short.node': 'no addon',
	'long.node': 'no addon '.repeat(20),
	'half.node': '\x7fELF',
	'small.node': elf32,
	'folder.node/file': ''
});
for (const name of ['empty', 'short', 'long', 'half', 'small', 'folder', 'missing'])
	try {
		process.dlopen({ exports: {} }, path.join(folder, `${name}.node`));
	} catch (error) {
		console.log(error.name, error.code, error.message.replace(folder, ''));
	}
