// Where calls of imported names are: the name, not the bracket; and what an assertion shows of itself.
import assert, { ok } from 'node:assert';
import * as asserts from 'node:assert';
import { createRequire } from 'node:module';
import where, { here } from './called-there.mjs';

for (const run of [
	() => assert(0),
	() => ok(0),
	() => asserts.ok(0),
	() => assert(createRequire(import.meta.url) === 1)
])
	try {
		run();
	} catch ({ message }) {
		console.log(message);
	}
console.log(here(), 1 + here(), [here()], here(), here?.(), here /* with */(), where.place(), here());
console.log(((a, b) => [a, b])(here(), [here(), here()]));
console.log(await here(), new where.Place().place);
