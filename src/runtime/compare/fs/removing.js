// rm, rmdir, unlink and their refusals.
const fs = require('node:fs');
const path = require('node:path');
const { attempt, tree } = require('../help.cjs');
const folder = tree({ 'a/b/c': '1', 'a/d': '2', 'e/f': '3', g: '4', h: '5', 'i/j': '6' });
const at = (name) => path.join(folder, name);
const said = (action) => () => {
	try {
		return action();
	} catch (error) {
		error.message = error.message.replaceAll(folder, '<folder>');
		error.message += ` ${error.errno} ${error.syscall} ${error.path?.replace(folder, '<folder>')}`;
		throw error;
	}
};
attempt(
	'rmdir full',
	said(() => fs.rmdirSync(at('a')))
);
attempt(
	'rmdir file',
	said(() => fs.rmdirSync(at('g')))
);
attempt(
	'rmdir missing',
	said(() => fs.rmdirSync(at('none')))
);
attempt(
	'unlink folder',
	said(() => fs.unlinkSync(at('a')))
);
attempt(
	'unlink missing',
	said(() => fs.unlinkSync(at('none')))
);
attempt(
	'unlink below a file',
	said(() => fs.unlinkSync(at('g/x')))
);
attempt(
	'rm folder',
	said(() => fs.rmSync(at('a')))
);
attempt(
	'rm missing',
	said(() => fs.rmSync(at('none')))
);
attempt(
	'rm missing, forced',
	said(() => fs.rmSync(at('none'), { force: true }))
);
attempt(
	'rm tree',
	said(() => fs.rmSync(at('a'), { recursive: true }))
);
attempt(
	'rm file',
	said(() => fs.rmSync(at('g')))
);
attempt(
	'retries',
	said(() => fs.rmSync(at('h'), { maxRetries: -1 }))
);
attempt(
	'option',
	said(() => fs.rmSync(at('h'), { recursive: 'yes' }))
);
fs.symlinkSync('h', at('link'));
fs.symlinkSync('e', at('folder-link'));
fs.rmSync(at('link'));
attempt(
	'rm link to folder',
	said(() => fs.rmSync(at('folder-link'), { recursive: true }))
);
console.log(fs.readdirSync(folder), fs.readdirSync(at('e')));
fs.rm(at('e'), (error) => {
	console.log(error.code, error.syscall, error.name);
	fs.rm(at('e'), { recursive: true, force: true }, (error) => {
		console.log(error, fs.existsSync(at('e')));
		fs.promises.rm(at('none')).catch((error) => console.log(error.code));
		fs.promises.rmdir(at('i')).catch((error) => console.log(error.code, error.syscall));
		fs.rmdir(at('i'), { recursive: true }, (error) => console.log(error, fs.existsSync(at('i'))));
	});
});
