// Channels, bound stores and tracing channels.
import { channel, hasSubscribers, subscribe, unsubscribe, tracingChannel } from 'node:diagnostics_channel';
import { AsyncLocalStorage } from 'node:async_hooks';
import help from '../help.cjs';
const news = channel('news');
const say = (message, name) => console.log(name, message);
console.log(news.hasSubscribers, hasSubscribers('news'), news.name, channel('news') === news);
subscribe('news', say);
news.publish({ a: 1 });
console.log(news.hasSubscribers, unsubscribe('news', say), unsubscribe('news', say), news.hasSubscribers);
const store = new AsyncLocalStorage();
news.bindStore(store, (data) => ({ ...data, bound: true }));
console.log(
	news.runStores(
		{ b: 2 },
		function (x) {
			return [store.getStore(), this.me, x];
		},
		{ me: 1 },
		'arg'
	),
	store.getStore(),
	news.unbindStore(store)
);
const traced = tracingChannel('work');
const events = [];
const note =
	(event) =>
	({ result, error, own }) =>
		events.push([event, own, result, error?.message]);
const handlers = {
	start: note('start'),
	end: note('end'),
	asyncStart: note('asyncStart'),
	asyncEnd: note('asyncEnd'),
	error: note('error')
};
traced.subscribe(handlers);
console.log(
	traced.traceSync((a, b) => a + b, { own: 1 }, null, 2, 3),
	events.splice(0)
);
await help.attemptLater('sync error', () =>
	traced.traceSync(
		() => {
			throw new Error('sync');
		},
		{ own: 2 }
	)
);
console.log(events.splice(0));
console.log(await traced.tracePromise(async (x) => x, { own: 3 }, null, 'value'), events.splice(0));
await help.attemptLater('rejected', () =>
	traced.tracePromise(
		async () => {
			throw new Error('async');
		},
		{ own: 4 }
	)
);
console.log(events.splice(0));
await new Promise((done) =>
	traced.traceCallback(
		(x, callback) => setImmediate(callback, null, x),
		1,
		{ own: 5 },
		null,
		'x',
		(error, x) => (console.log(error, x), done())
	)
);
console.log(events.splice(0), traced.unsubscribe(handlers), traced.hasSubscribers);
process.once('uncaughtException', (error) => console.log('uncaught', error.message));
subscribe('bad', () => {
	throw new Error('in a subscriber');
});
channel('bad').publish(1);
await new Promise(setImmediate);
await help.attemptLater('name', () => channel(5));
await help.attemptLater('listener', () => subscribe('x', 5));
await help.attemptLater('channels', () => tracingChannel({ start: 5 }));
