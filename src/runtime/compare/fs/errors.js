const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'errors-'));
const at = (name) => path.join(dir, name);
fs.writeFileSync(at('file'), 'x');
fs.mkdirSync(at('full/inner'), { recursive: true });
const attempts = {
	openMissing: () => fs.openSync(at('none'), 'r'),
	openExclusive: () => fs.openSync(at('file'), 'wx'),
	readFolder: () => fs.readFileSync(dir),
	writeFolder: () => fs.writeFileSync(dir, ''),
	mkdirThere: () => fs.mkdirSync(at('file')),
	mkdirBelowFile: () => fs.mkdirSync(at('file/inner')),
	mkdirDeep: () => fs.mkdirSync(at('a/b')),
	rmdirFull: () => fs.rmdirSync(at('full')),
	rmdirFile: () => fs.rmdirSync(at('file')),
	unlinkFolder: () => fs.unlinkSync(at('full')),
	unlinkMissing: () => fs.unlinkSync(at('none')),
	rmFolder: () => fs.rmSync(at('full')),
	rmMissing: () => fs.rmSync(at('none')),
	readdirFile: () => fs.readdirSync(at('file')),
	readlinkFile: () => fs.readlinkSync(at('file')),
	renameMissing: () => fs.renameSync(at('none'), at('other')),
	copyMissing: () => fs.copyFileSync(at('none'), at('other')),
	copyExclusive: () => fs.copyFileSync(at('full/../file'), at('file'), fs.constants.COPYFILE_EXCL),
	linkThere: () => fs.linkSync(at('file'), at('full')),
	symlinkThere: () => fs.symlinkSync('x', at('file')),
	statMissing: () => fs.statSync(at('none')),
	accessMissing: () => fs.accessSync(at('none'), fs.constants.R_OK),
	realpathMissing: () => fs.realpathSync(at('none')),
	chmodMissing: () => fs.chmodSync(at('none'), 0o644),
	utimesMissing: () => fs.utimesSync(at('none'), 1, 1),
	truncateMissing: () => fs.truncateSync(at('none')),
	closeBad: () => fs.closeSync(9999),
	readBad: () => fs.readSync(9999, Buffer.alloc(1)),
	pathNull: () => fs.readFileSync('a\0b'),
	pathNumber: () => fs.statSync({}),
	flags: () => fs.openSync(at('file'), 'q'),
	encoding: () => fs.readFileSync(at('file'), 'klingon')
};
for (const [name, run] of Object.entries(attempts)) {
	try {
		console.log(name, 'succeeded', run());
	} catch (error) {
		console.log(
			name,
			error.name,
			error.code,
			error.errno,
			error.syscall,
			error.message.replaceAll(dir, '<tmp>')
		);
	}
}
console.log(fs.statSync(at('none'), { throwIfNoEntry: false }), fs.existsSync(at('none')));
fs.rmSync(dir, { recursive: true, force: true });
