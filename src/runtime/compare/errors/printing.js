// How uncaught errors of every kind end a program: the whole of stderr, frames of the user's files alone.
const { spawnSync } = require('node:child_process');
const { tree } = require('../help.cjs');
const programs = {
	'thrown.js': 'function inner() {\n  throw new Error("thrown here");\n}\n\ninner();\n',
	'class.js':
		'class Own extends Error {\n  constructor(m) { super(m); this.name = "Own"; this.code = "E_OWN"; }\n}\nconst make = () => new Own("own kind");\nthrow make();\n',
	'props.js':
		'throw Object.assign(new TypeError("with things"), { list: [1, 2], nested: { a: { b: 1 } } });\n',
	'cause.js': 'try {\n  null.x;\n} catch (cause) {\n  throw new Error("wrapped", { cause });\n}\n',
	'several.js': 'throw new AggregateError([new Error("a"), new RangeError("b")], "many");\n',
	'later.js': 'setTimeout(function timer() {\n  missing();\n}, 1);\n',
	'rejected.js': 'async function run() {\n  await null;\n  throw new Error("in async");\n}\nrun();\n',
	'module.mjs': 'const f = () => { throw new Error("in a module"); };\nf();\n',
	'emitter.js': 'new (require("events"))().emit("error", new Error("from an emitter"));\n',
	'multi.js': 'throw new Error("line one\\nline two");\n',
	'long.js': `${' '.repeat(10)}const value = ${'1 + '.repeat(60)} 1; throw new Error("far to the right");\n`,
	'assert.js': 'require("assert").strictEqual(1, 2);\n',
	'assert2.js': 'require("assert").deepStrictEqual({ a: 1, b: [1, 2] }, { a: 1, b: [1, 3] });\n',
	'syscall.js': 'require("fs").readFileSync("/nowhere/file");\n',
	'arg.js': 'require("fs").readFileSync({});\n',
	'recursion.js':
		'const f = () => f();\ntry { f(); } catch (error) { console.error(error.name, error.message); }\n',
	'json.js': 'JSON.parse(\'{"a": }\');\n',
	'regexp.js': 'new RegExp("(");\n'
};
const folder = tree(programs);
for (const name of Object.keys(programs)) {
	const { status, stderr } = spawnSync(process.execPath, [name], { cwd: folder, encoding: 'utf8' });
	const own = stderr
		.replaceAll(folder, '<folder>')
		.split('\n')
		.filter((line) => !/node:internal|<anonymous>\)$/.test(line));
	console.log(`=== ${name} ${status}\n${own.join('\n')}`);
}
