// How a stack names functions that belong to a function.
const assert = require('node:assert');
const events = require('node:events');
const { Readable } = require('node:stream');
const fs = require('node:fs');

/** @param {unknown} error */
const firstFrames = (error) =>
	/** @type {Error} */ (error).stack
		?.split('\n')
		.filter((line) => /^ +at /.test(line) && line.includes('node:') && !line.includes('internal/modules'))
		.map((line) => line.trim().replace(/:\d+:\d+\)$/, ')'))
		.slice(0, 3);
/** @param {string} label @param {() => unknown} action */
function show(label, action) {
	try {
		action();
		console.log(label, 'no error');
	} catch (error) {
		console.log(label, firstFrames(error));
	}
}
const wrong = /** @type {any} */ (5);
show('Buffer.from', () => Buffer.from(wrong));
show('Buffer.alloc', () => Buffer.alloc(/** @type {any} */ ('x')));
show('Buffer.allocUnsafe', () => Buffer.allocUnsafe(-1));
show('Buffer.concat', () => Buffer.concat(wrong));
show('Buffer.byteLength', () => Buffer.byteLength(wrong));
show('buffer.compare', () => Buffer.alloc(1).compare(wrong));
show('buffer.copy', () => Buffer.alloc(1).copy(wrong));
show('assert.throws', () => assert.throws(wrong));
show('assert.strict.throws', () => assert.strict.throws(wrong));
show('assert.equal', () => assert.equal(1, 2));
show('assert.ok', () => assert.ok(0));
show('emitter.on', () => new events().on('a', wrong));
show('events.listenerCount', () => events.getEventListeners(wrong, 'a'));
show('Readable.from', () => Readable.from(wrong));
show('URL.createObjectURL', () => URL.createObjectURL(wrong));
show('URL.parse', () => new URL('x'));
show('thrown', () =>
	assert.throws(
		() => {
			throw new Error('inner');
		},
		(error) => {
			console.log('inner', firstFrames(error));
			return true;
		}
	)
);
void assert
	.rejects(fs.promises.access('missing'), (error) => {
		console.log('rejects', firstFrames(error));
		return true;
	})
	.then(() => assert.doesNotReject(fs.promises.access('missing')))
	.catch((error) => console.log('doesNotReject', firstFrames(error)));
