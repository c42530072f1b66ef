const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'watch-'));
const seen = new Set();
const watcher = fs.watch(dir, (type, name) => {
	seen.add(`${type} ${name}`);
	if (seen.has('rename b')) watcher.close();
});
watcher.on('close', () => {
	console.log([...seen].sort());
	const control = new AbortController();
	const other = fs.watch(dir, { signal: control.signal });
	other.on('close', () => {
		console.log('aborted');
		fs.rmSync(dir, { recursive: true });
	});
	control.abort();
});
setTimeout(() => fs.writeFileSync(path.join(dir, 'a'), '1'), 20);
setTimeout(() => fs.renameSync(path.join(dir, 'a'), path.join(dir, 'b')), 60);
