// Where a program asks for its frames, and proxies are made, although it has replaced what iterates arrays.
const iterators = Object.getPrototypeOf([].values());
const { next } = iterators;
iterators.next = () => {
	throw new Error('iterated');
};
Error.prepareStackTrace = (_error, trace) =>
	`${trace[0].getFunctionName()} ${trace[0].getLineNumber()}:${trace[0].getColumnNumber()}`;
function here() {
	const holder = {};
	Error.captureStackTrace(holder);
	return holder.stack;
}
const proxy = new Proxy(() => 'target', { __proto__: null, apply: () => 'trap' });
const shown = [here(), proxy()];
iterators.next = next;
console.log(shown);
