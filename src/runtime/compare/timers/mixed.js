// Many timers: order by time and by creation, cleared within one another, re-armed.
const log = [];
const delays = [30, 10, 20, 10, 0, 1, 30];
for (const [at, delay] of delays.entries()) setTimeout(() => log.push(`${delay}#${at}`), delay);
const second = setTimeout(() => log.push('never'), 15);
setTimeout(() => clearTimeout(second), 10);
const list = [];
for (let at = 0; at < 4; at++)
	list.push(
		setTimeout(() => {
			log.push(`list ${at}`);
			if (at === 0) clearTimeout(list[2]);
		}, 40)
	);
let count = 0;
const interval = setInterval(function () {
	log.push(`interval ${++count} ${this === interval}`);
	if (count === 2) {
		clearInterval(this);
		setTimeout(() => log.push('after interval'), 5);
	}
}, 60);
const refreshed = setTimeout(() => log.push('refreshed'), 50);
setTimeout(() => refreshed.refresh(), 30);
setTimeout(() => {
	setImmediate(() => log.push('immediate in timer'));
	setTimeout(() => log.push('timer in timer'), 0);
	process.nextTick(() => log.push('tick in timer'));
}, 200);
setTimeout(() => console.log(log), 320);
const thrown = setTimeout(() => {
	throw new Error('in a timer');
}, 210);
process.once('uncaughtException', (error) => log.push(error.message, thrown.hasRef()));
