// diagnostics_channel: subscribers, stores, tracing.
const dc = require('diagnostics_channel');
const { AsyncLocalStorage } = require('async_hooks');
const channel = dc.channel('my');
console.log(channel.hasSubscribers, dc.hasSubscribers('my'));
const hear = (message, name) => console.log(name, message);
channel.subscribe(hear);
channel.publish({ a: 1 });
console.log(channel.hasSubscribers, dc.unsubscribe('my', hear), dc.unsubscribe('my', hear));
channel.publish('nobody');
const als = new AsyncLocalStorage();
channel.bindStore(als, (value) => ({ value }));
channel.runStores(7, () => console.log(als.getStore()));
console.log(als.getStore());
const tracing = dc.tracingChannel('op');
tracing.subscribe({
	start: (m) => console.log('start', m.id),
	end: (m) => console.log('end', m.result),
	asyncStart: () => console.log('asyncStart'),
	asyncEnd: () => console.log('asyncEnd'),
	error: (m) => console.log('error', m.error.message)
});
console.log(tracing.traceSync((x) => x * 2, { id: 1 }, null, 4));
tracing
	.tracePromise(
		async () => {
			throw new Error('late');
		},
		{ id: 2 }
	)
	.catch(() => {});
tracing.traceCallback(
	(done) => setImmediate(done, null, 'r'),
	0,
	{ id: 3 },
	null,
	(error, value) => console.log(value)
);
try {
	dc.channel(1);
} catch (error) {
	console.log(error.code, error.message);
}
channel.subscribe(() => {
	throw new Error('in a subscriber');
});
process.on('uncaughtException', (error) => console.log(error.message));
channel.publish(1);
