// The methods of call sites stand on their prototype, where source-map-support and others copy them from.
Error.prepareStackTrace = (_error, trace) => trace;
const [site] = new Error('here').stack;
delete Error.prepareStackTrace;
console.log(Object.getOwnPropertyNames(Object.getPrototypeOf(site)).sort().join(' '), site.constructor.name);
console.log(
	site.getLineNumber(),
	site.getColumnNumber(),
	site.isEval(),
	site.isToplevel(),
	site.getTypeName()
);
const suite = { fails: null };
suite.fails = function () {
	return new Error('in a method').stack.split('\n')[1].trim().replace(__filename, 'this');
};
console.log(suite.fails());
