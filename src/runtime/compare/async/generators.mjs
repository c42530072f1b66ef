// Generators, async generators, iterators closed early, for await over everything.
const log = [];
function* numbers() {
	try {
		yield 1;
		yield 2;
		yield 3;
	} finally {
		log.push('closed');
	}
}
for (const n of numbers()) if (n === 2) break;
const [first] = numbers();
console.log(first, log.splice(0));
async function* later() {
	try {
		for (let n = 0; ; n++) {
			await null;
			yield n;
		}
	} finally {
		await null;
		log.push('closed later');
	}
}
for await (const n of later()) if (n === 3) break;
console.log(log.splice(0));
const it = later();
console.log(await it.next(), await it.return('early'), await it.next(), log.splice(0));
const thrower = later();
await thrower.next();
await thrower.throw(new Error('put in')).catch((error) => log.push(error.message));
console.log(log.splice(0));
const queue = later();
console.log(await Promise.all([queue.next(), queue.next(), queue.next()]));
for await (const value of [Promise.resolve('a'), 'b', { then: (done) => done('c') }]) log.push(value);
console.log(log.splice(0));
async function* delegating() {
	const result = yield* (async function* () {
		yield 'inner';
		return 'result';
	})();
	yield result;
	yield* ['x', Promise.resolve('y')];
}
for await (const value of delegating()) log.push(value);
console.log(log.splice(0));
function* talking() {
	const heard = [];
	try {
		for (;;) heard.push(yield heard.length);
	} catch (error) {
		return [heard, error.message];
	}
}
const talk = talking();
console.log(talk.next(), talk.next('a'), talk.next('b'), talk.throw(new Error('enough')), talk.next());
const results = await Promise.allSettled([
	Promise.any([Promise.reject(1), Promise.reject(2)]),
	Promise.race([new Promise(() => {}), Promise.resolve('won')]),
	(async () => {
		throw new TypeError('async');
	})()
]);
console.log(results.map(({ status, value, reason }) => [status, value ?? reason.name, reason?.errors]));
