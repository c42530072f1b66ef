// The name of a socket is not copied by itself; of a folder it is left out.
const fs = require('node:fs');
const net = require('node:net');
const path = require('node:path');
const { attempt, tree } = require('../help.cjs');
const folder = tree({ 'from/file': 'F', other: 'O', 'folder/a': 'A' });
/** @param {string} name */
const at = (name) => path.join(folder, name);
/** @param {unknown} text */
const shown = (text) => String(text).replaceAll(folder, '');
const server = net.createServer().listen(at('from/name'), () => {
	for (const to of ['to', 'other', 'folder'])
		attempt(to, () => {
			try {
				return fs.cpSync(at('from/name'), at(to));
			} catch (error) {
				return [error.code, shown(error.message)];
			}
		});
	fs.cp(at('from/name'), at('to'), (error) => {
		console.log(error?.code, shown(error?.message));
		attempt('folder', () => fs.cpSync(at('from'), at('copy'), { recursive: true }));
		console.log(fs.readdirSync(at('copy')));
		server.close();
	});
});
