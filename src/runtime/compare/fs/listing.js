// readdir in all its forms, opendir, and glob.
const fs = require('node:fs');
const path = require('node:path');
const { attempt, attemptLater, tree } = require('../help.cjs');
const folder = tree({
	'b.js': '',
	'a.js': '',
	'c/d.js': '',
	'c/e/f.ts': '',
	'c/e/.hidden': '',
	'ü €.txt': '',
	'g/empty/x': ''
});
fs.rmSync(path.join(folder, 'g/empty/x'));
fs.symlinkSync('a.js', path.join(folder, 'link'));
const rel = (name) => path.relative(folder, name);
console.log(
	fs.readdirSync(folder).sort(),
	fs
		.readdirSync(folder, 'buffer')
		.map((name) => name.toString('hex'))
		.sort()[0]
);
console.log(fs.readdirSync(folder, { recursive: true }).sort());
const kinds = (entry) =>
	[entry.name, rel(entry.parentPath), entry.isFile(), entry.isDirectory(), entry.isSymbolicLink()].join(' ');
console.log(fs.readdirSync(folder, { withFileTypes: true, recursive: true }).map(kinds).sort());
console.log(fs.readdirSync(folder, { withFileTypes: true })[0].constructor.name);
attempt('encoding', () => fs.readdirSync(folder, 'none'));
attempt('recursive', () => fs.readdirSync(folder, { recursive: 1 }));
const dir = fs.opendirSync(folder, { bufferSize: 1 });
console.log(rel(dir.path), dir.readSync() instanceof fs.Dirent);
let count = 1;
while (dir.readSync()) count++;
dir.closeSync();
console.log(count);
attempt('closed', () => dir.readSync());
attempt('closed twice', () => dir.closeSync());
(async () => {
	const names = [];
	for await (const { name } of await fs.promises.opendir(folder, { recursive: true })) names.push(name);
	console.log(names.sort());
	console.log((await fs.promises.readdir(folder, { recursive: true })).sort().length);
	const other = await fs.promises.opendir(folder);
	await other.close();
	await attemptLater('closed', () => other.read());
	fs.readdir(path.join(folder, 'c'), { withFileTypes: true }, (error, entries) =>
		console.log(error, entries.map(kinds).sort())
	);
	await attemptLater('missing', () => fs.promises.opendir('/nowhere/here'));
	process.removeAllListeners('warning');
	for (const pattern of [
		'*.js',
		'**/*.js',
		'c/**',
		'**/f.{ts,js}',
		'[ab].js',
		'!(a).js',
		'**/empty',
		'none*'
	])
		console.log(pattern, fs.globSync(pattern, { cwd: folder }).sort());
	const seen = [];
	for await (const name of fs.promises.glob('**/*.js', { cwd: folder, exclude: (name) => name === 'c' }))
		seen.push(name);
	console.log(seen.sort());
})();
