// cp and copyFile: trees, filters, links, what is in the way.
const fs = require('node:fs');
const path = require('node:path');
const { attempt, attemptLater, tree } = require('../help.cjs');
const folder = tree({
	'from/a': 'A',
	'from/sub/b': 'B',
	'from/sub/deep/c': 'C',
	'from/skip/d': 'D',
	'to/a': 'older',
	file: 'F'
});
const at = (name) => path.join(folder, name);
fs.symlinkSync('a', at('from/link'));
fs.chmodSync(at('from/a'), 0o755);
const list = (name) => fs.readdirSync(at(name), { recursive: true }).sort();
const clean = (action) => () => {
	try {
		return action();
	} catch (error) {
		error.message = error.message.replaceAll(folder, '<folder>');
		throw error;
	}
};
attempt(
	'folder without recursive',
	clean(() => fs.cpSync(at('from'), at('x')))
);
fs.cpSync(at('from'), at('copy'), { recursive: true, filter: (source) => !source.endsWith('skip') });
console.log(
	list('copy'),
	(fs.statSync(at('copy/a')).mode & 0o777).toString(8),
	path.relative(folder, fs.readlinkSync(at('copy/link')))
);
fs.cpSync(at('from'), at('verbatim'), { recursive: true, verbatimSymlinks: true });
console.log(fs.readlinkSync(at('verbatim/link')));
fs.cpSync(at('from'), at('plain'), { recursive: true, dereference: true });
console.log(fs.lstatSync(at('plain/link')).isSymbolicLink(), fs.readFileSync(at('plain/link'), 'utf8'));
fs.cpSync(at('from'), at('to'), { recursive: true, force: false });
console.log(fs.readFileSync(at('to/a'), 'utf8'), list('to'));
attempt(
	'in the way',
	clean(() => fs.cpSync(at('from/a'), at('to/a'), { force: false, errorOnExist: true }))
);
fs.cpSync(at('from/a'), at('to/a'));
console.log(fs.readFileSync(at('to/a'), 'utf8'));
attempt(
	'same',
	clean(() => fs.cpSync(at('file'), at('file')))
);
attempt(
	'folder onto file',
	clean(() => fs.cpSync(at('from'), at('file'), { recursive: true }))
);
attempt(
	'missing',
	clean(() => fs.cpSync(at('none'), at('y')))
);
attempt(
	'file into folder',
	clean(() => fs.cpSync(at('file'), at('to')))
);
fs.copyFileSync(at('file'), at('file2'));
attempt(
	'exclusive',
	clean(() => fs.copyFileSync(at('file'), at('file2'), fs.constants.COPYFILE_EXCL))
);
attempt(
	'copy of folder',
	clean(() => fs.copyFileSync(at('from'), at('z')))
);
attempt(
	'copy to nowhere',
	clean(() => fs.copyFileSync(at('file'), at('none/z')))
);
attempt(
	'mode',
	clean(() => fs.copyFileSync(at('file'), at('z'), 99))
);
(async () => {
	await fs.promises.cp(at('from'), at('later'), {
		recursive: true,
		filter: async (source) => !source.includes('deep')
	});
	console.log(list('later'));
	await attemptLater('promise', async () =>
		fs.promises.cp(at('from'), at('w')).catch((error) => [error.name, error.code])
	);
	fs.cp(at('file'), at('called'), (error) => {
		console.log(error, fs.readFileSync(at('called'), 'utf8'));
		fs.cp(at('none'), at('called'), (error) => console.log(error.code, error.syscall));
	});
})();
