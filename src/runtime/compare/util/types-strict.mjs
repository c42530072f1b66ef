// util/types and assert/strict as modules with names.
import assert, { deepEqual, equal, rejects, throws } from 'node:assert/strict';
import types, { isDate, isPromise, isUint8Array } from 'node:util/types';
import posix, { join } from 'node:path/posix';
import win32 from 'node:path/win32';
import help from '../help.cjs';
console.log(
	isDate(new Date()),
	isPromise((async () => {})()),
	isUint8Array(Buffer.alloc(0)),
	Object.keys(types).length,
	types.isDate === isDate
);
await help.attemptLater('equal', () => equal(1, '1'));
await help.attemptLater('deep', () => deepEqual([1], ['1']));
throws(() => {
	throw new TypeError('x');
}, TypeError);
await rejects(Promise.reject(new Error('y')), /y/);
console.log(
	assert.strict === assert,
	posix.join === join,
	win32.join('a', 'b'),
	posix.posix === posix,
	win32.sep
);
await help.attemptLater('ok', () => assert(0));
