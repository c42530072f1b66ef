// What access says, modes, and errors of every kind of call.
const fs = require('node:fs');
const path = require('node:path');
const { attempt, tree } = require('../help.cjs');
const folder = tree({ 'a/file': 'text', script: '#!/bin/sh\n' });
const at = (name) => path.join(folder, name);
const { F_OK, R_OK, W_OK, X_OK } = fs.constants;
const said = (action) => () => {
	try {
		return action();
	} catch (error) {
		error.message = error.message.replaceAll(folder, '<folder>');
		throw error;
	}
};
fs.chmodSync(at('script'), 0o755);
for (const [name, mode] of [
	['a/file', F_OK],
	['a/file', R_OK | W_OK],
	['a/file', X_OK],
	['script', X_OK],
	['a', X_OK],
	['none', F_OK],
	['script/x', R_OK]
])
	attempt(
		`${name} ${mode}`,
		said(() => fs.accessSync(at(name), mode))
	);
attempt('mode', () => fs.accessSync(at('a'), 'r'));
attempt('mode too large', () => fs.accessSync(at('a'), 100));
attempt('path', () => fs.accessSync(undefined));
attempt('zero', () => fs.readFileSync('a\0b'));
attempt('exists odd', () => [fs.existsSync(), fs.existsSync({}), fs.existsSync('a\0')]);
const calls = {
	open: ['openSync'],
	read: ['readFileSync'],
	stat: ['statSync'],
	lstat: ['lstatSync'],
	list: ['readdirSync'],
	chmod: ['chmodSync', 0o600],
	chown: ['chownSync', 0, 0],
	utimes: ['utimesSync', 1, 1],
	truncate: ['truncateSync'],
	rename: ['renameSync', at('z')],
	link: ['linkSync', at('z')],
	copy: ['copyFileSync', at('z')],
	real: ['realpathSync'],
	readlink: ['readlinkSync'],
	opendir: ['opendirSync'],
	make: ['mkdirSync'],
	append: ['appendFileSync', 'x'],
	statfs: ['statfsSync']
};
for (const [name, [method, ...rest]] of Object.entries(calls)) {
	attempt(
		name,
		said(() => fs[method](at('none/deeper'), ...rest))
	);
	attempt(
		'below a file',
		said(() => fs[method](at('a/file/deeper'), ...rest))
	);
}
attempt('no throw', () => fs.statSync(at('none'), { throwIfNoEntry: false }));
attempt('no throw below', () => fs.lstatSync(at('none/x'), { throwIfNoEntry: false }));
attempt(
	'read folder',
	said(() => fs.readFileSync(folder))
);
attempt(
	'write folder',
	said(() => fs.writeFileSync(folder, ''))
);
attempt(
	'list file',
	said(() => fs.readdirSync(at('script')))
);
attempt(
	'mkdir there',
	said(() => fs.mkdirSync(at('a')))
);
attempt(
	'mkdir there, recursive',
	said(() => fs.mkdirSync(at('a'), { recursive: true }))
);
attempt(
	'mkdir deep',
	said(() => path.relative(folder, fs.mkdirSync(at('m/n/o'), { recursive: true })))
);
attempt(
	'mkdir below file',
	said(() => fs.mkdirSync(at('script/n/o'), { recursive: true }))
);
attempt(
	'rename into itself',
	said(() => fs.renameSync(at('m'), at('m/n/p')))
);
attempt(
	'rename file on folder',
	said(() => fs.renameSync(at('script'), at('a')))
);
attempt(
	'rename folder on full',
	said(() => fs.renameSync(at('m'), at('a')))
);
attempt('bad fd', () => fs.fstatSync(9999));
attempt('fd text', () => fs.closeSync('1'));
attempt(
	'mkdtemp',
	said(() => fs.mkdtempSync(at('none/x-')))
);
attempt('long name', () => fs.writeFileSync(path.join('/tmp', 'x'.repeat(300)), ''));
