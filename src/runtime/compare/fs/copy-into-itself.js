// A folder is not copied into itself.
const fs = require('node:fs');
const path = require('node:path');
const { attempt, tree } = require('../help.cjs');
const folder = tree({ 'from/a': 'A', 'from/sub/b': 'B' });
const at = (name) => path.join(folder, name);
for (const name of ['from/sub/inner', 'from', 'from/a/x'])
	attempt(name, () => {
		try {
			return fs.cpSync(at('from'), at(name), { recursive: true });
		} catch (error) {
			return [error.code, error.name];
		}
	});
console.log(fs.readdirSync(folder, { recursive: true }).sort());
fs.cpSync(at('from'), at('from-more'), { recursive: true });
console.log(fs.readdirSync(at('from-more'), { recursive: true }).sort());
fs.promises
	.cp(at('from'), at('from/sub/again'), { recursive: true })
	.catch((error) => console.log(error.code));
