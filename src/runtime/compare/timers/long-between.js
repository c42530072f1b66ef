// A timer set between two that are due does not put off the second.
let long;
setTimeout(() => {
	console.log('first');
	Promise.resolve().then(() => {
		long = setTimeout(() => console.log('never'), 60_000);
	});
}, 1);
setTimeout(() => {
	console.log('second');
	clearTimeout(long);
}, 2);
const until = performance.now() + 10;
while (performance.now() < until);
