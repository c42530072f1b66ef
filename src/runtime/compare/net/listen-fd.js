// A server on the number of a stream that is no server, and on one that is none.
const { spawnSync } = require('node:child_process');

const refused = `for (const fd of [2, 42]) require('node:net').createServer().listen({ fd })
	.on('error', ({ code, message, syscall }) => console.log(code, message, syscall))`;
console.log(spawnSync(process.execPath, ['-e', refused], { encoding: 'utf8', timeout: 20_000 }).stdout);
