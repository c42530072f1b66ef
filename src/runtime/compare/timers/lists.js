// Timers of one length run before those of a greater one that came due meanwhile; what they wait for comes between.
const order = [];
const busy = (milliseconds) => {
	const end = performance.now() + milliseconds;
	while (performance.now() < end);
};
for (let each = 0; each < 6; each++)
	setTimeout(() => {
		order.push(`short ${each}`);
		Promise.resolve().then(() => order.push(`promise ${each}`));
		process.nextTick(() => order.push(`tick ${each}`));
		if (each === 0) setTimeout(() => order.push('made meanwhile'), 1);
	}, 1);
const again = setInterval(() => {
	order.push('interval');
	clearInterval(again);
}, 1);
setTimeout(() => order.push('longer'), 2);
setTimeout(() => order.push('longest'), 3);
setImmediate(() => order.push('immediate'));
busy(20);
setTimeout(() => console.log(order.join('\n')), 60);
