// cpSync of folders: links, times, what is there already, what cannot be.
const fs = require('node:fs');
const path = require('node:path');
const { tree } = require('../help.cjs');

const folder = tree({ 'a/one.txt': 'one', 'a/in/two.txt': 'two', 'plain.txt': 'plain', 'b/one.txt': 'old' });
const at = (name) => path.join(folder, name);
const clean = (text) => String(text).replaceAll(folder, '<dir>');
function attempt(label, action) {
	try {
		console.log(label, clean(action()));
	} catch (error) {
		const { name, code, errno, syscall } = error;
		console.log(label, '!', name, code, errno, syscall, clean(error.path), clean(error.message));
	}
}
const copy = (from, to, options) => fs.cpSync(at(from), at(to), options);
const all = { recursive: true };

attempt('not recursive', () => copy('a', 'c'));
attempt('into itself', () => copy('a', 'a/in/c'));
attempt('into itself, recursive', () => copy('a', 'a/in/c', all));
attempt('same', () => copy('a', 'a', all));
attempt('missing', () => copy('none', 'c', all));
attempt('onto a file', () => copy('a', 'plain.txt', all));
attempt('file onto a folder', () => copy('plain.txt', 'a'));

fs.symlinkSync('one.txt', at('a/link'));
fs.symlinkSync('nowhere', at('a/broken'));
fs.symlinkSync('in', at('a/folder'));
fs.utimesSync(at('a/one.txt'), 1000, 2000);
attempt('tree', () => copy('a', 'c', all));
attempt('links', () => ['link', 'broken', 'folder'].map((name) => fs.readlinkSync(at(`c/${name}`))));
attempt('again', () => copy('a', 'c', all));
attempt('verbatim', () => copy('a', 'd', { ...all, verbatimSymlinks: true }));
attempt('links', () => ['link', 'broken', 'folder'].map((name) => fs.readlinkSync(at(`d/${name}`))));
attempt('verbatim again', () => copy('a', 'd', { ...all, verbatimSymlinks: true }));
fs.unlinkSync(at('a/broken'));
attempt('times', () => copy('a', 'e', { ...all, preserveTimestamps: true }));
attempt('times', () => fs.statSync(at('e/one.txt')).mtimeMs);
attempt('times of a file', () => copy('a/one.txt', 'plain.txt', { preserveTimestamps: true }));
attempt('times of a file', () => fs.statSync(at('plain.txt')).mtimeMs);

attempt('exists', () => copy('a', 'b', { ...all, force: false, errorOnExist: true }));
attempt('exists', () => copy('a', 'b', { ...all, force: false }));
attempt('old', () => fs.readFileSync(at('b/one.txt'), 'utf8'));
attempt('exists', () => copy('a/one.txt', 'b/one.txt', { force: false, errorOnExist: true }));
attempt('forced', () => copy('a', 'b', all));
attempt('new', () => fs.readFileSync(at('b/one.txt'), 'utf8'));

fs.mkdirSync(at('f'));
fs.writeFileSync(at('f/link'), 'a file');
attempt('link over a file', () => copy('a', 'f', all));
fs.symlinkSync(at('a'), at('toA'));
attempt('through a link', () => copy('toA', 'g', { ...all, dereference: true }));
attempt('through a link', () => fs.readdirSync(at('g')));
attempt('the link', () => copy('toA', 'h', all));
attempt('the link', () => fs.readlinkSync(at('h')));
attempt('the link onto a folder', () => copy('toA', 'f', all));
attempt('through a link onto a folder', () => copy('toA', 'b', { ...all, dereference: true, force: true }));
attempt('into itself through a link', () => copy('a', 'toA/x', all));

for (const [from, to] of [
	['a/in', 'a'],
	['a', 'a/in']
]) {
	fs.rmSync(at('p'), { ...all, force: true });
	fs.rmSync(at('q'), { ...all, force: true });
	fs.mkdirSync(at('p'));
	fs.mkdirSync(at('q'));
	fs.symlinkSync(at(from), at('p/link'));
	fs.symlinkSync(at(to), at('q/link'));
	attempt('links of folders', () => copy('p', 'q', all));
}
