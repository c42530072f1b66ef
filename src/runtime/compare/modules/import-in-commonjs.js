// A CommonJS module may import, and may speak of import() in a comment: /** @type {typeof import('.')} */
import('node:path').then(({ sep }) => console.log('imported', sep));
import('./nothing.mjs').catch((error) => console.log(error.code));
console.log(
	typeof require,
	eval('1 + 1'),
	new Error('here').stack.split('\n')[1].trim().replace(__filename, 'this')
);
