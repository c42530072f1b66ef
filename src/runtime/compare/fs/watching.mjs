// watchFile, and watch as an iterator.
import fs from 'node:fs';
import path from 'node:path';
import help from '../help.cjs';
const folder = help.tree({ file: '1' });
const file = path.join(folder, 'file');
const changed = new Promise((resolve) =>
	fs.watchFile(file, { interval: 20 }, (now, before) => {
		if (now.size === before.size) return;
		resolve([before.size, now.size, now.constructor.name]);
	})
);
setTimeout(() => fs.writeFileSync(file, '22222'), 60);
console.log(await changed);
fs.unwatchFile(file);
const control = new AbortController();
const events = new Set();
setTimeout(() => fs.writeFileSync(path.join(folder, 'new'), 'x'), 50);
try {
	for await (const { eventType, filename } of fs.promises.watch(folder, { signal: control.signal })) {
		events.add(`${eventType} ${filename}`);
		if (filename === 'new') control.abort();
	}
} catch (error) {
	console.log([...events][0], error.name, error.code);
}
await help.attemptLater('missing', () => {
	try {
		fs.watch(path.join(folder, 'none'));
	} catch (error) {
		return [error.code, error.syscall, error.filename === path.join(folder, 'none')];
	}
});
const missing = new Promise((resolve) =>
	fs.watchFile(path.join(folder, 'later'), { interval: 10 }, (now) => now.size && resolve(now.size))
);
setTimeout(() => fs.writeFileSync(path.join(folder, 'later'), 'abc'), 50);
console.log(await missing);
fs.unwatchFile(path.join(folder, 'later'));
