// AsyncLocalStorage: enterWith, exit, bind, snapshot, nested runs, thrown errors.
const { AsyncLocalStorage, AsyncResource } = require('node:async_hooks');
const { attempt } = require('../help.cjs');
const [one, two] = [new AsyncLocalStorage(), new AsyncLocalStorage()];
const both = () => [one.getStore(), two.getStore()];
console.log(
	both(),
	one.run(1, () => two.run(2, both)),
	one.run(1, () => one.run('inner', both)),
	both()
);
console.log(
	one.run(1, (...args) => args, 'a', 'b'),
	one.run(1, () => one.exit(both)),
	one.exit(() => 'outside')
);
attempt('thrown', () =>
	one.run('x', () => {
		throw new Error('within');
	})
);
console.log(both());
const bound = one.run('bound', () => AsyncLocalStorage.bind((...args) => [args, both()]));
console.log(bound('arg'), bound.length);
const snapshot = one.run('snap', () => two.run('shot', () => AsyncLocalStorage.snapshot()));
console.log(
	snapshot(both),
	snapshot((a, b) => a + b, 1, 2)
);
const resource = one.run('resource', () => new AsyncResource('Mine'));
console.log(
	resource.runInAsyncScope(both),
	resource.runInAsyncScope(
		function (x) {
			return [this.me, x];
		},
		{ me: 1 },
		2
	)
);
const method = one.run('method', () =>
	AsyncResource.bind(function () {
		return [this?.me, ...both()];
	})
);
console.log(method.call({ me: 'kept' }), resource.bind(both)());
attempt('bind', () => AsyncResource.bind(5));
attempt('type', () => new AsyncResource());
attempt('trigger', () => new AsyncResource('x', -5));
(async () => {
	one.enterWith('entered');
	console.log(both());
	await null;
	console.log(both());
	await one.run('run', async () => {
		await new Promise((done) => setTimeout(done, 1));
		console.log(both());
	});
	console.log(both());
	one.disable();
	console.log(both());
	one.run('again', () => console.log(both()));
	const results = await Promise.all(
		[1, 2, 3].map((id) =>
			two.run(id, async () => {
				await null;
				await new Promise(setImmediate);
				return two.getStore();
			})
		)
	);
	console.log(results);
	const thenable = {
		then(done) {
			done(two.getStore());
		}
	};
	console.log(
		await two.run('thenable', async () => thenable),
		await two.run('late', () => new Promise((done) => process.nextTick(() => done(two.getStore()))))
	);
	async function* generate() {
		for (let at = 0; at < 2; at++) {
			await null;
			yield two.getStore();
		}
	}
	await two.run('generator', async () => {
		for await (const value of generate()) console.log(value);
	});
})();
console.log('outside', both());
