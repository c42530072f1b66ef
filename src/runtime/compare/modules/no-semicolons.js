// Modules whose statements end with their lines: calls of imported names begin the next.
const path = require('node:path');
const { tree } = require('../help.cjs');

const lines = [
	"'a directive'",
	"import { join as unite } from 'node:path'",
	"import { strictEqual } from 'node:assert'",
	'let done = false',
	"unite('a', 'b')",
	'const later = function () {',
	'	done = true',
	'	strictEqual(done, true)',
	'	return done',
	'} // more',
	'/* and more */',
	"strictEqual(typeof later, 'function')",
	'if (later()) strictEqual(done, true)',
	'else strictEqual(done, false)',
	'const text = `a ${unite("c", "d")}`',
	'export { done }',
	"unite('e', 'f')",
	'export default text',
	"strictEqual(text, 'a c/d')"
];
const folder = tree({ 'main.mjs': lines.join('\n') });
import(path.join(folder, 'main.mjs')).then(console.log);
