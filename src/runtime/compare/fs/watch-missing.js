// Watching what is not there yet, and names in other encodings.
const fs = require('node:fs');
const path = require('node:path');
const { tree } = require('../help.cjs');

const folder = tree();
const missing = path.join(folder, 'missing');
let told = 0;
fs.watchFile(missing, { interval: 50 }, (now, before) => {
	console.log(now.size, now.mtimeMs > 0, before.size, before.mtimeMs > 0);
	if (++told === 1) fs.writeFileSync(missing, 'some');
	else if (told === 2) fs.unlinkSync(missing);
	else {
		fs.unwatchFile(missing);
		watchNames();
	}
});

function watchNames() {
	const watchers = ['hex', 'buffer', 'utf8'].map((encoding) => {
		const watcher = fs.watch(folder, { encoding }, (_type, name) => {
			console.log(name);
			watcher.close();
		});
		return watcher;
	});
	if (watchers.length === 3) fs.writeFileSync(path.join(folder, 'fïle'), '');
}
