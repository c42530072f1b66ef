// A store follows native awaits, and nothing else sees it.
const { AsyncLocalStorage } = require('async_hooks');
const { setTimeout: sleep } = require('timers/promises');

const storage = new AsyncLocalStorage();
const lines = [];
const see = (name) => lines.push(`${name}: ${storage.getStore()}`);

async function statements() {
	'use strict';
	see('begin');
	await null;
	see('after a value');
	await sleep(1);
	see('after a timer');
	try {
		await Promise.reject(new Error('no'));
	} catch ({ message }) {
		see(`catch ${message}`);
	}
	try {
		await Promise.reject(new Error('no'));
	} catch {
		see('catch without a name');
	} finally {
		see('finally');
	}
	const add = async (left, right) => (await left) + (await right);
	see(`arrow ${await add(1, Promise.resolve(2))}`);
	await storage.run('inner', async () => {
		await sleep(1);
		see('inner');
	});
	see('after inner');
	const thenable = {
		then(resolve) {
			see('thenable');
			resolve('done');
		}
	};
	see(await thenable);
	storage.enterWith('entered');
	await sleep(1);
	see('entered');
}

async function* numbers() {
	for (let number = 0; number < 2; number++) {
		await null;
		see(`generator ${number}`);
		try {
			yield number;
		} finally {
			see(`generator ${number} goes on`);
		}
	}
}

async function loops() {
	outer: for await (const number of numbers()) {
		see(`loop ${number}`);
		for await (const other of [sleep(1, 'a'), 'b']) {
			see(`inner loop ${other}`);
			if (other === 'a') continue outer;
		}
	}
	see('after the loop');
	if (lines.length > 0) for await (const other of [1]) see(`single ${other}`);
	for await (const number of numbers()) if (number === 0) break;
	see('after a break');
}

const object = {
	async method() {
		await null;
		see('method');
		return super.toString === Object.prototype.toString;
	},
	async *generator() {
		yield* numbers();
	}
};
class Base {
	async go(value) {
		await value;
		see(`base ${value}`);
		return this.constructor.name;
	}
}
class Derived extends Base {
	static async make() {
		await null;
		see('static');
		return new this();
	}
	async go(value) {
		return `${await super.go(await value)} ${arguments.length}`;
	}
}

(async () => {
	await Promise.all([
		storage.run('one', statements),
		storage.run('two', loops),
		storage.run('three', async () => {
			see(await object.method());
			for await (const number of object.generator()) see(`delegated ${number}`);
			const made = await Derived.make();
			see(await made.go(1));
		})
	]);
	see('outside');
	await sleep(1);
	see('still outside');
	console.log(lines.sort().join('\n'));
})();
