// In which order promises settle beside ticks; returned promises, thenables, async functions.
const log = [];
const say = (text) => () => log.push(text);
const promise = Promise.resolve();
promise.then(say('a1')).then(say('a2')).then(say('a3')).then(say('a4'));
(async () => {
	await promise;
	log.push('b1');
	await promise;
	log.push('b2');
	await promise;
	log.push('b3');
})();
promise.then(() => Promise.resolve()).then(say('c after a returned promise'));
(async () => Promise.resolve())().then(say('d after an async return'));
(async () => {
	return await Promise.resolve();
})().then(say('e after return await'));
new Promise((done) => done(promise)).then(say('f resolved with a promise'));
Promise.resolve(promise).then(say('g same promise'));
promise.finally(say('h finally')).then(say('h after finally'));
({
	then: (done) => {
		log.push('i thenable called');
		done();
	}
}) &&
	Promise.resolve({
		then: (done) => {
			log.push('j thenable called');
			done('j');
		}
	}).then(say('j after thenable'));
Promise.reject(new Error('k')).catch(say('k caught')).then(say('k after'));
Promise.all([promise, 1]).then(say('l all'));
Promise.race([promise, 1]).then(say('m race'));
queueMicrotask(say('n microtask'));
process.nextTick(say('o tick'));
(async () => {
	try {
		await Promise.reject(1);
	} catch {
		log.push('p caught');
	} finally {
		log.push('p finally');
	}
})();
(async () => {
	for await (const x of [1, 2]) log.push(`q ${x}`);
})();
class Sub extends Promise {}
Sub.resolve().then(say('r sub')).then(say('r sub 2'));
setTimeout(() => console.log(log), 5);
console.log('script ends', log);
