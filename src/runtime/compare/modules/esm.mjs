import Thing, { count, add } from './lib-live.mjs';
import * as all from './lib-live.mjs';
import data from './lib-data.json' with { type: 'json' };
import { createRequire } from 'node:module';
import fs, { readFileSync } from 'fs';
import cjs, { a } from './lib-a.cjs';
add();
add();
console.log(count, all, Thing.name, data, fs.readFileSync === readFileSync, cjs, a, this);
console.log(
	import.meta.url,
	import.meta.filename,
	import.meta.dirname,
	import.meta.resolve('./x.mjs'),
	typeof require,
	createRequire(import.meta.url)('./lib-b.cjs')
);
console.log((await import('./lib-live.mjs')) === all, (await import('node:path')).default.sep);
try {
	await import('./nothing.mjs');
} catch (error) {
	console.log(error.code, error.message);
}
try {
	count = 3;
} catch (error) {
	console.log(error.name, error.message);
}
