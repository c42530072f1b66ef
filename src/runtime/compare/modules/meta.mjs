// import.meta and what a module's scope has.
import path from 'node:path';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import help from '../help.cjs';
console.log(
	Object.keys(import.meta).sort(),
	import.meta.filename === fileURLToPath(import.meta.url),
	import.meta.dirname === path.dirname(import.meta.filename)
);
console.log(
	import.meta.resolve('./x.js') === new URL('./x.js', import.meta.url).href,
	import.meta.resolve('node:fs'),
	import.meta.resolve('fs'),
	import.meta.resolve('data:text/javascript,0')
);
await help.attemptLater('missing', () => {
	try {
		return import.meta.resolve('no-such-package');
	} catch (error) {
		return error.code;
	}
});
console.log(
	Object.getPrototypeOf(import.meta),
	typeof require,
	typeof module,
	typeof __filename,
	typeof exports,
	this
);
const require_ = createRequire(import.meta.url);
console.log(
	require_('../help.cjs') === help,
	require_.resolve('node:path'),
	typeof require_.cache,
	typeof require_.main
);
for (const from of ['relative/path', 'http://a.test/x', 5, new URL('http://a.test/x')])
	await help.attemptLater(String(from), () => createRequire(from));
console.log(
	createRequire(pathToFileURL('/somewhere/')).resolve.paths('x').slice(0, 2),
	createRequire('/a/b/c.js').resolve.paths('x').slice(0, 2),
	createRequire('/a/b.js').resolve.paths('./x'),
	createRequire('/a').resolve.paths('fs')
);
export const exported = 1;
export default function named() {}
export { exported as 'a string name' };
import(import.meta.url).then(async (own) => {
	console.log(
		Object.keys(own),
		own[Symbol.toStringTag],
		Object.isSealed(own),
		Object.isFrozen(own),
		Reflect.ownKeys(own)
	);
	await help.attemptLater('assign', () => {
		own.exported = 2;
	});
	await help.attemptLater('delete', () => {
		delete own.exported;
	});
	await help.attemptLater('define', () => Reflect.defineProperty(own, 'x', { value: 1 }));
	console.log(
		own.default.name,
		own['a string name'],
		'exported' in own,
		Object.getOwnPropertyDescriptor(own, 'exported')
	);
});
