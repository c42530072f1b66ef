// Accessors on Object.prototype hear nothing of the loading of modules.
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const { attempt, tree } = require('../help.cjs');
const folder = tree({
	'node_modules/plain/package.json': '{}',
	'node_modules/plain/index.js': "module.exports = 'no main field';",
	'entry.mjs':
		"import plain from 'plain';\nexport { plain };\nexport const later = await Promise.resolve('later');"
});
const plain = path.join(folder, 'node_modules/plain');
const entry = pathToFileURL(path.join(folder, 'entry.mjs'));
for (const name of ['name', 'main', 'type', 'exports', 'imports'])
	Object.defineProperty(Object.prototype, name, {
		__proto__: null,
		get() {
			throw new Error(`read ${name}`);
		},
		set(value) {
			if (this?.constructor?.name === 'Channel') {
				Object.defineProperty(this, name, {
					__proto__: null,
					value,
					writable: true,
					configurable: true,
					enumerable: true
				});
				return;
			}
			throw new Error(`set ${name} to ${String(value)}`);
		},
		configurable: true,
		enumerable: false
	});
attempt('required', () => require(plain));
import(entry).then(
	(module) => console.log(module.plain, module.later),
	(error) => console.log(String(error?.stack))
);
