// Enabling hooks moves no microtask.
const { AsyncLocalStorage, createHook } = require('async_hooks');
const log = [];

async function scenario(name) {
	const thenable = { then: (resolve) => resolve() };
	const run = async (label, value) => {
		await value;
		log.push(`${name} ${label}`);
	};
	const tick = async () => {
		for (let count = 1; count < 6; count++) {
			await null;
			log.push(`${name} tick ${count}`);
		}
	};
	await Promise.all([
		tick(),
		run('value', 1),
		run('promise', Promise.resolve()),
		run('thenable', thenable),
		run('async', run('nested', 1)),
		Promise.resolve()
			.then(() => Promise.resolve())
			.then(() => log.push(`${name} then`)),
		(async () => {
			for await (const value of ['x', thenable]) log.push(`${name} loop ${typeof value}`);
		})()
	]);
}

(async () => {
	await scenario('off');
	const off = log.splice(0).map((line) => line.slice(4));
	const hook = createHook({ init() {} }).enable();
	const storage = new AsyncLocalStorage();
	await storage.run(1, () => scenario('on_'));
	hook.disable();
	const on = log.splice(0).map((line) => line.slice(4));
	console.log(off.join(', '));
	console.log(on.join(', ') === off.join(', '));
})();
