const assert = require('node:assert');
const value = 0;
try {
	assert(value === 1);
} catch (error) {
	console.log(error.message);
}
try {
	assert.ok(typeof 123 === 'string');
} catch (error) {
	console.log(error.message);
}
try {
	assert();
} catch (error) {
	console.log(error.message);
}
try {
	assert.ok(null, undefined);
} catch (error) {
	console.log(error.message);
}
try {
	assert(false, new RangeError('mine'));
} catch (error) {
	console.log(error.name, error.message);
}
