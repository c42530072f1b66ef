// The order of everything, from many places.
const fs = require('node:fs');
const log = [];
const say = (text) => log.push(text);
setTimeout(() => {
	say('timeout 1');
	process.nextTick(() => say('tick in timeout'));
	Promise.resolve().then(() => say('then in timeout'));
}, 0);
setTimeout(() => say('timeout 2'), 0);
setImmediate(() => {
	say('immediate 1');
	setImmediate(() => say('immediate in immediate'));
	process.nextTick(() => say('tick in immediate'));
});
setImmediate(() => say('immediate 2'));
process.nextTick(() => {
	say('tick 1');
	process.nextTick(() => say('tick in tick'));
	Promise.resolve().then(() => say('then in tick'));
	queueMicrotask(() => say('micro in tick'));
});
process.nextTick(() => say('tick 2'));
Promise.resolve()
	.then(() => {
		say('then 1');
		process.nextTick(() => say('tick in then'));
		return Promise.resolve();
	})
	.then(() => say('then after returned promise'));
Promise.resolve()
	.then(() => say('then 2'))
	.then(() => say('then 3'))
	.then(() => say('then 4'));
queueMicrotask(() => say('micro'));
(async () => {
	say('async begins');
	await null;
	say('after await');
	await new Promise((done) => process.nextTick(done));
	say('after tick');
	await {
		then(done) {
			say('thenable');
			done();
		}
	};
	say('after thenable');
})();
say('end of script');
fs.stat('.', () => {
	setTimeout(() => say('timeout from io'), 0);
	setImmediate(() => say('immediate from io'));
	process.nextTick(() => say('tick from io'));
	setTimeout(() => console.log(log.filter((line) => line.includes('io'))), 30);
});
setTimeout(() => {
	const first = log.filter((line) => !line.includes('io'));
	console.log(
		first.slice(
			0,
			first.findIndex((line) => /^(timeout|immediate)/.test(line))
		)
	);
	console.log(
		first.filter((line) => line.includes('timeout')),
		first.filter((line) => line.includes('immediate'))
	);
}, 150);
