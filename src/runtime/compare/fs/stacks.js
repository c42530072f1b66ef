// The stack of a failed call tells the way to it, up to the program's own functions.
const fs = require('node:fs');
const { basename } = require('node:path');
function show(label, action) {
	try {
		action();
	} catch (error) {
		const lines = error.stack.split('\n').slice(0, 8);
		console.log(label, lines.join('\n').replaceAll(__filename, basename(__filename)));
	}
}
const deeply = (depth, action) => (depth === 0 ? action() : deeply(depth - 1, action));
show('read', () => deeply(2, () => fs.readFileSync('/')));
show('text', () => deeply(2, () => fs.readFileSync('/no/such', 'utf8')));
show('stat', () => deeply(2, () => fs.statSync('/no/such')));
show('mkdir', () => deeply(2, () => fs.mkdirSync('/no/such/folder')));
show('rename', () => deeply(2, () => fs.renameSync('/no/such', '/no/other')));
show('close', () => deeply(2, () => fs.closeSync(2 ** 20)));
fs.stat('/no/such', (error) => console.log(error.stack));
fs.promises.stat('/no/such').catch((error) => console.log(error.stack.split('\n')[0]));
show('list', () => deeply(2, () => fs.readdirSync('/no/such')));
