// node: --expose-gc
// Counters are not seen: neither in the text of a function nor in a stack.
const { spawnSync } = require('node:child_process');
const os = require('node:os');
const path = require('node:path');
if (process.argv[2] === 'child') {
	const f = (a) => (a ? a : (() => 1)());
	async function g(x) {
		if (x) await x;
		else {
			return 2;
		}
	}
	class A {
		b = () => 1;
		c;
	}
	console.log(String(f), String(g), String(A), new A().b.name, f.name);
	try {
		if (true) for (const x of [1]) null ?? f.missing.x(x);
	} catch (error) {
		console.log(error.stack.split('\n').slice(0, 2).join('\n'));
	}
} else {
	const env = { ...process.env, NODE_V8_COVERAGE: path.join(os.tmpdir(), `text-${process.pid}`) };
	const { stdout, stderr } = spawnSync(process.execPath, [__filename, 'child'], { env, encoding: 'utf8' });
	console.log(stdout, stderr);
}
