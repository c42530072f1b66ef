// createHook sees resources of its own and of the platform begin and end.
const hooks = require('node:async_hooks');
const { attempt } = require('../help.cjs');
const types = new Map();
const events = [];
const hook = hooks.createHook({
	init(id, type, trigger, resource) {
		types.set(id, type);
		if (type === 'OWN') events.push(['init', type, typeof trigger, typeof resource]);
	},
	before(id) {
		if (types.get(id) === 'OWN' || types.get(id) === 'Timeout') events.push(['before', types.get(id)]);
	},
	after(id) {
		if (types.get(id) === 'OWN' || types.get(id) === 'Timeout') events.push(['after', types.get(id)]);
	},
	destroy(id) {
		if (types.get(id) === 'OWN') events.push(['destroy']);
	}
});
console.log(hook.enable() === hook, hooks.executionAsyncId(), hooks.triggerAsyncId());
const own = new hooks.AsyncResource('OWN', { requireManualDestroy: true });
console.log(
	own.runInAsyncScope(() => hooks.executionAsyncId() === own.asyncId()),
	typeof own.triggerAsyncId()
);
own.emitDestroy();
setTimeout(() => {
	console.log(types.get(hooks.executionAsyncId()), hooks.executionAsyncResource().constructor.name);
	process.nextTick(() => {
		console.log(types.get(hooks.executionAsyncId()));
		setImmediate(() => {
			console.log(types.get(hooks.executionAsyncId()));
			hook.disable();
			new hooks.AsyncResource('OWN');
			console.log(events);
			console.log(
				['Timeout', 'TickObject', 'Immediate', 'PROMISE'].map((type) => [...types.values()].includes(type))
			);
		});
	});
}, 1);
// The timer is due when the loop begins.
for (const until = Date.now() + 5; Date.now() < until;);
Promise.resolve().then(() => {});
attempt('callbacks', () => hooks.createHook({ init: 5 }));
attempt('ids', () => [own.asyncId() > 0, Object.keys(hooks.asyncWrapProviders).length > 20]);
