// Within a prepareStackTrace the engine calls none.
const util = require('node:util');
process.on('warning', (warning) => console.log(warning.name, warning.code));
Error.prepareStackTrace = (error, trace) => {
	const old = new Buffer(3);
	return [
		String(error),
		Array.isArray(trace),
		old.length,
		typeof new Error('inner').stack,
		typeof util.getCallSites
	];
};
console.log(new Error('outer').stack);
