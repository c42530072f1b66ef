const { basename } = require('node:path');
function outer() {
	return new Error('x');
}
const before = Error.prepareStackTrace;
Error.prepareStackTrace = (error, sites) => sites;
const sites = outer().stack;
Error.prepareStackTrace = before;
console.log(
	sites.length > 1,
	basename(sites[0].getFileName()),
	sites[0].getFunctionName(),
	sites[0].getLineNumber(),
	sites[0].getColumnNumber()
);
console.log(
	sites[0].isToplevel(),
	sites[0].isConstructor(),
	sites[0].isNative(),
	sites[0].isEval(),
	sites[1].getFunctionName()
);
const holder = {};
(function captured() {
	Error.captureStackTrace(holder, captured);
})();
console.log(holder.stack.split('\n')[1].trim());
Error.stackTraceLimit = 1;
console.log(outer().stack);
