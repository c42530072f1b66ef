// Options that take a global away; what is no terminal, and encodings that there are not.
const { spawnSync } = require('node:child_process');
const { transcode } = require('node:buffer');
const fs = require('node:fs');
const tty = require('node:tty');

const options = {
	'--no-experimental-global-customevent': ['CustomEvent'],
	'--no-experimental-global-webcrypto': ['Crypto', 'CryptoKey', 'SubtleCrypto'],
	'--no-experimental-fetch': ['fetch', 'FormData', 'Response', 'WebAssembly.compileStreaming'],
	'--no-experimental-websocket': ['WebSocket']
};
for (const [option, names] of Object.entries(options)) {
	const program = names.map((name) => `typeof ${name}`).join();
	const run = (args) =>
		spawnSync(process.execPath, [...args, '-p', `[${program}].join()`], { encoding: 'utf8' });
	console.log(option, run([option]).stdout.trim(), run([]).stdout.trim());
}

const file = fs.openSync(__filename);
for (const fd of [file, 9999])
	try {
		new tty.WriteStream(fd);
	} catch ({ code, message, info }) {
		console.log(code, message, info.errno, info.syscall);
	}
for (const names of [
	['b', 'utf8'],
	['utf8', 'hex'],
	['ascii', 'ucs2']
])
	try {
		console.log(transcode(Buffer.from('a'), ...names));
	} catch ({ code, message }) {
		console.log(code, message);
	}
