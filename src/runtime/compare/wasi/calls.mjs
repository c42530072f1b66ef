// The calls on files, one by one, as a module would make them.
import { createRequire } from 'node:module';
import fs from 'node:fs';
import { join } from 'node:path';
import { WASI } from 'node:wasi';

const { attempt, tree } = createRequire(import.meta.url)('../help.cjs');
const folder = tree({ 'a.txt': 'hello', 'sub/b.txt': 'below' });
fs.symlinkSync('a.txt', join(folder, 'link'));
fs.symlinkSync('/etc', join(folder, 'out'));
fs.symlinkSync('round', join(folder, 'round'));
const wasi = new WASI({
	version: 'preview1',
	args: ['program', 'é', ''],
	env: { A: '1', B: undefined, C: 'x y' },
	preopens: { '/box': folder, sub: join(folder, 'sub') }
});
const calls = wasi.wasiImport;
console.log(Object.keys(calls).join(' '));
attempt('before', () => calls.fd_close(9));
const memory = new WebAssembly.Memory({ initial: 1 });
wasi.initialize({ exports: { memory } });

const view = () => new DataView(memory.buffer);
const u32 = (at) => view().getUint32(at, true);
const text = (at, length) => Buffer.from(memory.buffer, at, length).toString();
const put = (at, value) => Buffer.from(memory.buffer, at).write(value);
const RIGHTS = 0x06e001ffn | (1n << 21n);
const [READ, WRITE] = [2n | 4n | 0x20n | (1n << 21n), 0x40n | 4n];

console.log(
	'wrong',
	calls.fd_close(),
	calls.fd_close('a'),
	calls.fd_close(1.5),
	calls.fd_seek(0, 1, 0, 8),
	calls.fd_close(99)
);
console.log(
	'args',
	calls.args_sizes_get(0, 4),
	u32(0),
	u32(4),
	calls.args_get(8, 100),
	JSON.stringify(text(100, 12)),
	u32(12) - u32(8)
);
console.log(
	'env',
	calls.environ_sizes_get(0, 4),
	u32(0),
	u32(4),
	calls.environ_get(8, 100),
	JSON.stringify(text(100, 10))
);
console.log(
	'outside',
	calls.args_get(65535, 0),
	calls.random_get(65530, 10),
	calls.clock_time_get(0, 0n, 65530)
);
for (const fd of [3, 4, 5]) {
	const known = calls.fd_prestat_get(fd, 0);
	console.log('preopen', fd, known, u32(4), calls.fd_prestat_dir_name(fd, 100, u32(4)), text(100, u32(4)));
}
console.log('short', calls.fd_prestat_dir_name(3, 100, 2), calls.fd_prestat_get(1, 0));

const open = (fd, path, { follow = 1, how = 0, rights = READ, flags = 0 } = {}) => {
	const answer = calls.path_open(fd, follow, 1000, put(1000, path), how, rights, 0n, flags, 0);
	return answer === 0 ? `fd ${u32(0)}` : answer;
};
for (const path of [
	'a.txt',
	'/box/a.txt',
	'/etc/passwd',
	'../x',
	'sub/../a.txt',
	'sub/../../x',
	'link',
	'out',
	'round',
	'none',
	'a.txt/x',
	'sub',
	'.',
	'sub/'
])
	console.log('open', path, open(3, path));
console.log('no link', open(3, 'link', { follow: 0 }));
console.log('sub', open(4, 'b.txt'), open(4, '../a.txt'), open(4, 'sub/b.txt'));
console.log(
	'make',
	open(3, 'new', { how: 1, rights: WRITE }),
	open(3, 'new', { how: 5, rights: WRITE }),
	open(3, 'new', { how: 2 }),
	open(3, 'sub', { how: 2, rights: 1n << 14n })
);
console.log('file of file', open(5, 'x'), open(77, 'x'));

const file = Number(String(open(3, 'a.txt', { rights: RIGHTS })).slice(3));
const put32 = (at, ...values) =>
	values.forEach((value, index) => view().setUint32(at + 4 * index, value, true));
put32(0, 500, 2, 510, 10);
console.log(
	'read',
	calls.fd_read(file, 0, 2, 40),
	u32(40),
	text(500, 2),
	text(510, 3),
	calls.fd_read(file, 0, 2, 40),
	u32(40)
);
console.log('pread', calls.fd_pread(file, 0, 1, 1n, 40), u32(40), text(500, 2));
console.log(
	'seek',
	calls.fd_seek(file, -1n, 2, 0),
	view().getBigUint64(0, true),
	calls.fd_seek(file, -2n, 1, 0),
	view().getBigUint64(0, true),
	calls.fd_tell(file, 0),
	view().getBigUint64(0, true)
);
put(500, 'XY');
put32(0, 500, 2);
console.log(
	'write',
	calls.fd_write(file, 0, 1, 40),
	u32(40),
	calls.fd_pwrite(file, 0, 1, 8n, 40),
	u32(40),
	JSON.stringify(fs.readFileSync(join(folder, 'a.txt'), 'latin1'))
);
console.log(
	'size',
	calls.fd_filestat_set_size(file, 3n),
	calls.fd_allocate(file, 0n, 6n),
	calls.fd_allocate(file, 0n, 2n),
	fs.statSync(join(folder, 'a.txt')).size
);
console.log(
	'sync',
	calls.fd_sync(file),
	calls.fd_datasync(file),
	calls.fd_advise(file, 0n, 0n, 1),
	calls.sched_yield()
);
console.log(
	'times',
	calls.fd_filestat_set_times(file, 1000000000n, 2500000000n, 5),
	fs.statSync(join(folder, 'a.txt')).mtimeMs,
	fs.statSync(join(folder, 'a.txt')).atimeMs
);
console.log(
	'stat',
	calls.fd_filestat_get(file, 0),
	view().getUint8(16),
	view().getBigUint64(24, true),
	view().getBigUint64(32, true),
	view().getBigUint64(48, true)
);
console.log(
	'not allowed',
	calls.fd_read(3, 0, 1, 40),
	calls.fd_tell(3, 0),
	calls.fd_readdir(file, 0, 9, 0n, 40)
);
put32(0, 500, 70000);
console.log('far', calls.fd_read(file, 0, 1, 40));

const one = (name, fd, path, ...rest) => calls[name](fd, ...rest, 1000, put(1000, path));
for (const [path, room] of [
	['link', 100],
	['link', 6],
	['link', 5],
	['a.txt', 100],
	['none', 9]
]) {
	const answer = calls.path_readlink(3, 1000, put(1000, path), 2000, room, 0);
	console.log('readlink', path, room, answer, answer === 0 ? text(2000, u32(0)) : '');
}
const stat = (path, follow) => [
	calls.path_filestat_get(3, follow, 1000, put(1000, path), 0),
	view().getUint8(16)
];
console.log('kinds', stat('link', 0), stat('link', 1), stat('sub', 0), stat('none', 0)[0]);
console.log(
	'folders',
	one('path_create_directory', 3, 'e'),
	one('path_create_directory', 3, 'e'),
	one('path_remove_directory', 3, 'e'),
	one('path_remove_directory', 3, 'a.txt'),
	one('path_remove_directory', 3, 'sub')
);
console.log(
	'unlink',
	one('path_unlink_file', 3, 'sub'),
	one('path_unlink_file', 3, 'none'),
	one('path_unlink_file', 3, 'new')
);
const two = (name, path, to, before, between) =>
	calls[name](...before, 1000, put(1000, path), ...between, 1500, put(1500, to));
console.log(
	'symlink',
	two('path_symlink', '/abs', 's1', [], [3]),
	two('path_symlink', 'a.txt', 's2', [], [3]),
	two('path_symlink', 'a.txt', 'a.txt', [], [3]),
	fs.readlinkSync(join(folder, 's2'))
);
console.log(
	'link',
	two('path_link', 'a.txt', 'h', [3, 0], [3]),
	two('path_link', 'a.txt', 'h', [3, 0], [3]),
	two('path_rename', 'h', 'h', [3], [4]),
	two('path_rename', 'none', 'h', [3], [4])
);
console.log('files', fs.readdirSync(folder).join(), fs.readdirSync(join(folder, 'sub')).join());

const names = [];
console.log('readdir', calls.fd_readdir(3, 4000, 4096, 0n, 0));
for (let at = 4000; at < 4000 + u32(0); at += 24 + u32(at + 16))
	names.push(`${text(at + 24, u32(at + 16))} ${view().getUint8(at + 20)}`);
console.log(names.sort().join(', '));
console.log('little room', calls.fd_readdir(3, 4000, 30, 0n, 0), u32(0));

for (const clock of [0, 1, 2, 3])
	console.log(
		'clock',
		calls.clock_res_get(clock, 0),
		calls.clock_time_get(clock, 0n, 0),
		view().getBigUint64(0, true) > 0n
	);
console.log(
	'year',
	(calls.clock_time_get(0, 0n, 0), view().getBigUint64(0, true) / 31557600000000000n > 50n)
);
console.log('random', calls.random_get(3000, 64), new Set(new Uint8Array(memory.buffer, 3000, 64)).size > 20);
new Uint8Array(memory.buffer, 0, 96).fill(0);
view().setBigUint64(0, 7n, true);
put32(16, 1);
view().setBigUint64(24, 3000000n, true);
const begun = performance.now();
console.log(
	'poll',
	calls.poll_oneoff(0, 300, 1, 200),
	u32(200),
	view().getBigUint64(300, true),
	performance.now() - begun > 2,
	calls.poll_oneoff(0, 300, 0, 200)
);
console.log(
	'renumber',
	calls.fd_renumber(file, 5),
	calls.fd_close(file),
	calls.fd_close(5),
	calls.fd_close(5)
);
