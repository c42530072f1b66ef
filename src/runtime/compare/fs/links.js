// Symbolic and hard links: relative, broken, in a ring, seen through.
const fs = require('node:fs');
const path = require('node:path');
const { attempt, tree } = require('../help.cjs');
const folder = tree({ 'a/file': 'text', 'b/other': 'o' });
const at = (name) => path.join(folder, name);
const short = (text) => String(text).replaceAll(folder, '<folder>');
const said = (action) => () => {
	try {
		const value = action();
		return typeof value === 'string' ? short(value) : value;
	} catch (error) {
		error.message = short(error.message);
		throw error;
	}
};
fs.symlinkSync('../a/file', at('b/link'));
fs.symlinkSync('../a', at('b/folder'), 'dir');
fs.symlinkSync('nowhere', at('broken'));
fs.symlinkSync('ring2', at('ring1'));
fs.symlinkSync('ring1', at('ring2'));
fs.symlinkSync(at('a/file'), at('absolute'));
for (const name of ['b/link', 'b/folder/file', 'broken', 'ring1', 'absolute', 'b/folder']) {
	attempt(
		`read ${name}`,
		said(() => fs.readFileSync(at(name), 'utf8'))
	);
	attempt(
		'real',
		said(() => fs.realpathSync(at(name)))
	);
	attempt(
		'native',
		said(() => fs.realpathSync.native(at(name)))
	);
	attempt(
		'link',
		said(() => fs.readlinkSync(at(name)))
	);
	attempt(
		'lstat',
		said(() => [fs.lstatSync(at(name)).isSymbolicLink(), fs.lstatSync(at(name)).size > 0])
	);
	attempt(
		'exists',
		said(() => fs.existsSync(at(name)))
	);
	attempt(
		'access',
		said(() => fs.accessSync(at(name)))
	);
}
attempt(
	'exists already',
	said(() => fs.symlinkSync('x', at('broken')))
);
attempt(
	'write through',
	said(() => (fs.writeFileSync(at('b/link'), 'written'), fs.readFileSync(at('a/file'), 'utf8')))
);
attempt(
	'write broken',
	said(() => (fs.writeFileSync(at('broken'), 'made'), fs.readFileSync(at('nowhere'), 'utf8')))
);
attempt(
	'make folder over',
	said(() => fs.mkdirSync(at('broken')))
);
fs.linkSync(at('a/file'), at('hard'));
console.log(fs.statSync(at('hard')).nlink, fs.statSync(at('hard')).ino === fs.statSync(at('a/file')).ino);
fs.appendFileSync(at('hard'), '!');
fs.unlinkSync(at('a/file'));
console.log(
	fs.readFileSync(at('hard'), 'utf8'),
	fs.statSync(at('hard')).nlink,
	fs.existsSync(at('absolute'))
);
attempt(
	'hard over',
	said(() => fs.linkSync(at('hard'), at('b/other')))
);
attempt(
	'hard of folder',
	said(() => fs.linkSync(at('b'), at('c')))
);
attempt(
	'rename over',
	said(() => (fs.renameSync(at('ring1'), at('hard')), fs.readlinkSync(at('hard'))))
);
attempt(
	'types',
	said(() =>
		fs
			.readdirSync(folder, { withFileTypes: true })
			.map((entry) => `${entry.name} ${entry.isSymbolicLink()}`)
			.join()
	)
);
attempt('bytes', () => fs.readlinkSync(at('ring2'), 'buffer'));
attempt('lutimes', () => (fs.lutimesSync(at('ring2'), 5, 6), fs.lstatSync(at('ring2')).mtimeMs));
