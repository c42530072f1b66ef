// beforeExit, exit, uncaught errors, rejections: what is called, in which order, with what.
const { spawnSync } = require('node:child_process');
const programs = {
	order:
		'process.on("beforeExit", (c) => { console.log("before", c); if (!globalThis.again) { globalThis.again = true; setTimeout(() => console.log("more")); } }); process.on("exit", (c) => console.log("exit", c));',
	'exit in exit': 'process.on("exit", () => { console.log("once"); process.exit(5); });',
	uncaught:
		'process.on("uncaughtException", (e, origin) => console.log(e.message, origin)); process.on("exit", (c) => console.log("exit", c)); setTimeout(() => { throw new Error("one"); }); setTimeout(() => Promise.reject(new Error("two")), 5); setTimeout(() => console.log("goes on"), 20);',
	monitor:
		'process.on("uncaughtExceptionMonitor", (e, origin) => console.log("monitor", e.message, origin)); throw new Error("watched");',
	capture:
		'process.setUncaughtExceptionCaptureCallback((e) => console.log("captured", e)); process.on("uncaughtException", () => console.log("never")); throw 7;',
	rejection:
		'process.on("unhandledRejection", (reason, promise) => { console.log(reason, promise instanceof Promise); promise.catch(() => {}); }); process.on("rejectionHandled", () => console.log("handled late")); Promise.reject("text"); setTimeout(() => {}, 10);',
	'rejection in time':
		'const p = Promise.reject(1); process.nextTick(() => p.catch(() => console.log("caught")));',
	'rejection too late':
		'const p = Promise.reject(new Error("late")); setImmediate(() => p.catch(() => console.log("never")));',
	'exit code':
		'process.exitCode = 3; process.on("exit", (c) => { console.log(c, process.exitCode); process.exitCode = 4; });',
	'async exit':
		'process.on("exit", () => { setTimeout(() => console.log("never")); Promise.resolve().then(() => console.log("never")); process.nextTick(() => console.log("never")); console.log("sync only"); });',
	'exit throws': 'process.on("exit", () => { throw new Error("in exit"); });',
	'many handlers':
		'for (const n of [1, 2]) process.on("exit", () => console.log(n)); process.prependListener("exit", () => console.log(0)); process.exit();',
	multiple:
		'process.on("multipleResolves", (type) => console.log(type)); new Promise((r, j) => { r(1); j(2); });',
	'handler throws':
		'process.on("uncaughtException", () => { throw new Error("again"); }); throw new Error("first");',
	'nested ticks':
		'process.on("exit", () => console.log("exit")); process.nextTick(() => { process.nextTick(() => console.log("b")); Promise.resolve().then(() => console.log("c")); console.log("a"); });',
	'ref and unref':
		'const t = setTimeout(() => console.log("never"), 1e6); t.unref(); setImmediate(() => console.log("immediate")).unref(); const i = setInterval(() => {}, 1e6); i.unref(); console.log(t.hasRef());',
	'empty error': 'throw undefined',
	'null error': 'throw null',
	'frozen error': 'throw Object.freeze(new Error("frozen"))',
	object: 'throw { a: 1, toString() { return "own" } }',
	getter: 'throw Object.defineProperty(new Error("m"), "stack", { get() { return "own stack"; } })'
};
for (const [name, source] of Object.entries(programs)) {
	const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', source], { encoding: 'utf8' });
	console.log(
		name,
		status,
		stdout.trim().split('\n'),
		stderr
			.replace(/\(node:\d+\)/g, '(node)')
			.split('\n')
			.filter((line) => /^\S*(Error|Warning)|own|\[object|Uncaught|^\(node|^undefined|^null/.test(line))
	);
}
