// Contexts within contexts, deeper than the library's own array of them.
const { AsyncResource, executionAsyncId, triggerAsyncId } = require('node:async_hooks');

let wrong = 0;
const check = (resource) => {
	if (resource.asyncId() !== executionAsyncId() || resource.triggerAsyncId() !== triggerAsyncId()) wrong++;
};
function recurse(depth) {
	const resource = new AsyncResource('DEEP');
	resource.runInAsyncScope(() => {
		check(resource);
		if (depth > 0) recurse(depth - 1);
		check(resource);
	});
}
for (const depth of [10, 100, 1000, 50]) {
	recurse(depth);
	console.log(depth, 'wrong:', wrong, 'left:', executionAsyncId());
}
