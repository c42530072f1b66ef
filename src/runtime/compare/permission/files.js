// node: --permission --allow-fs-read=.. --allow-fs-read=/tmp --allow-fs-write=/tmp
// Every call on files says what it lacks; some at once, some to whom they call back, some by a promise.
const fs = require('node:fs');
const { tree } = require('../help.cjs');

const hidden = '/etc/hostname';
const folder = tree({ 'mine.txt': 'mine' });
const mine = `${folder}/mine.txt`;
const shown = (text) => String(text).replaceAll(folder, '<folder>');
const told = ({ code, permission, resource, message }) =>
	[code, permission, shown(resource), shown(message)].join(' | ');

function now(label, action) {
	try {
		console.log(label, typeof action());
	} catch (error) {
		console.log(label, 'threw', told(error), Object.keys(error).join());
	}
}
function called(label, action) {
	let when = 'at once';
	try {
		action((error) => console.log(label, 'called back', when, error instanceof Error ? told(error) : error));
	} catch (error) {
		console.log(label, 'threw', told(error));
	}
	when = 'later';
}
const calls = {
	access: [hidden],
	stat: [hidden],
	lstat: [hidden],
	statfs: [hidden],
	exists: [hidden],
	open: [hidden, 'r'],
	readFile: [hidden],
	readlink: [hidden],
	readdir: ['/etc'],
	opendir: ['/etc'],
	mkdir: ['/etc/made'],
	mkdtemp: ['/etc/made-'],
	rmdir: ['/etc/made'],
	unlink: [hidden],
	rm: [hidden],
	rename: [hidden, `${folder}/taken`],
	link: [hidden, `${folder}/taken`],
	symlink: [hidden, `${folder}/taken`],
	copyFile: [hidden, `${folder}/taken`],
	chmod: [hidden, 0o644],
	chown: [hidden, 0, 0],
	lchown: [hidden, 0, 0],
	utimes: [hidden, 1, 1],
	lutimes: [hidden, 1, 1],
	writeFile: [hidden, 'text'],
	appendFile: [hidden, 'text'],
	truncate: [hidden, 0]
};
for (const [name, args] of Object.entries(calls)) {
	now(`${name}Sync`, () => fs[`${name}Sync`](...args));
	called(name, (done) => fs[name](...args, done));
}
now('a copy of a tree', () => fs.cpSync(hidden, `${folder}/taken`));
now('to be written', () => fs.openSync(hidden, 'w'));
now('to be both', () => fs.openSync(hidden, 'r+'));
now('to be written at the end', () => fs.openSync(hidden, 'a'));
now('to be read, and made if need be', () =>
	fs.openSync(__filename, fs.constants.O_RDONLY | fs.constants.O_CREAT)
);
now('text', () => fs.readFileSync(hidden, 'utf8'));
now('bytes of a name', () => fs.readFileSync(Buffer.from(hidden)));
now('nobody there', () => fs.statSync('/etc/nobody', { throwIfNoEntry: false }));
now('the real path', () => fs.realpathSync.native(hidden));
now('the other name', () => fs.renameSync(mine, '/etc/taken'));
now('the other copy', () => fs.copyFileSync(mine, '/etc/taken'));
now('within', () => fs.readFileSync(`${__dirname}/../help.cjs`));
now('without', () => fs.readFileSync(`${__dirname}/../../../../package.json`));
now('read', () => fs.readFileSync(mine));
now('written', () => fs.writeFileSync(mine, 'more'));
now('watch', () => fs.watch(hidden));
now('watchFile', () => fs.watchFile(hidden, () => {}));
now('openAsBlob', () => fs.openAsBlob(Buffer.from(hidden)));
now('chdir', () => process.chdir('/etc'));
now('loadEnvFile', () => process.loadEnvFile(hidden));
now('fchmod', () => fs.fchmodSync(1, 0o644));
now('a stream', () => fs.createReadStream(hidden).on('error', (error) => console.log('stream', told(error))));
now('require', () => require('/etc/hostname'));

(async () => {
	for (const [name, args] of Object.entries(calls))
		if (fs.promises[name])
			await fs.promises[name](...args).then(
				() => console.log(name, 'fulfilled'),
				(error) => console.log(name, 'rejected', told(error))
			);
})();
