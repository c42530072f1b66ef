const util = require('node:util');
const fs = require('node:fs');
util
	.promisify((a, done) => done(null, a + 1))(1)
	.then(console.log);
util
	.promisify((done) => done(new Error('failed')))()
	.catch((error) => console.log(error.message));
util
	.promisify(fs.stat)('/nowhere')
	.catch((error) => console.log(error.code, error.message, error.errno));
console.log(
	new util.TextEncoder().encode('é€😀'),
	new util.TextDecoder('utf-16le').decode(new Uint8Array([97, 0, 98, 0]))
);
try {
	util.promisify(1);
} catch (error) {
	console.log(error.code, error.message);
}
console.log(util.debuglog('x').enabled, new util.MIMEType('text/html; charset=utf-8').essence);
