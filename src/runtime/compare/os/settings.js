// os: what the environment and the process itself set: the temporary folder, the priority, the encoding of the user's names; the host's name as a file.
const fs = require('node:fs');
const os = require('node:os');
const { spawnSync } = require('node:child_process');
const { attempt } = require('../help.cjs');
const places = [
	{ TMPDIR: '/a', TMP: '/b', TEMP: '/c' },
	{ TMPDIR: '', TMP: '/b/', TEMP: '/c' },
	{ TMPDIR: '', TMP: '', TEMP: '/c' },
	{ TMPDIR: '', TMP: '', TEMP: '' },
	{ TMPDIR: '/' },
	{ TMPDIR: '/a\\' },
	{ TMPDIR: '/a//' },
	{ TEMP: 'c' }
];
for (const place of places) {
	for (const name of ['TMPDIR', 'TMP', 'TEMP']) delete process.env[name];
	Object.assign(process.env, place);
	console.log(os.tmpdir());
}
for (const name of ['TMPDIR', 'TMP', 'TEMP']) delete process.env[name];

console.log(os.getPriority(), os.getPriority(process.pid));
os.setPriority(5);
console.log(os.getPriority(0));
os.setPriority(process.pid, 7);
console.log(os.getPriority(), os.getPriority(process.pid));
const child = spawnSync(process.execPath, ['-p', 'os.getPriority()']);
console.log(String(child.stdout), String(child.stderr));
os.setPriority(0, os.constants.priority.PRIORITY_LOW);
console.log(os.getPriority());
for (const pid of [-1, 2 ** 30]) {
	attempt('get', () => os.getPriority(pid));
	attempt('set', () => os.setPriority(pid, 1));
}
try {
	os.getPriority(2 ** 30);
} catch ({ name, code, info, errno, syscall }) {
	console.log(name, code, info, errno, syscall);
}
for (const bad of [NaN, 3.14, -21, 20, '1', null]) attempt('priority', () => os.setPriority(0, bad));

const plain = os.userInfo();
console.log(Object.getPrototypeOf(plain), Object.keys(plain));
const inBytes = os.userInfo({ encoding: 'buffer' });
for (const name of ['username', 'homedir', 'shell'])
	console.log(
		name,
		Buffer.isBuffer(inBytes[name]),
		String(inBytes[name]) === plain[name],
		Buffer.from(os.userInfo({ encoding: 'hex' })[name], 'hex').toString() === plain[name],
		os.userInfo({ encoding: 'no such' })[name] === plain[name],
		os.userInfo('buffer')[name] === plain[name]
	);
attempt('getter', () =>
	os.userInfo({
		get encoding() {
			throw new Error('of the getter');
		}
	})
);
console.log(fs.readFileSync('/proc/sys/kernel/hostname', 'utf8') === `${os.hostname()}\n`);
console.log(fs.readFileSync('/proc/sys/kernel/hostname').length === os.hostname().length + 1);
