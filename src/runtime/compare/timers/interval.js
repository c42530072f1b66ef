let count = 0;
const interval = setInterval(() => {
	console.log('interval', ++count);
	if (count < 3) return;
	clearInterval(interval);
	setTimeout((a, b) => console.log(a, b), 2, 'with', 'arguments');
}, 2);
const unreferenced = setInterval(() => console.log('never'), 100_000);
console.log(unreferenced.hasRef());
unreferenced.unref();
console.log(unreferenced.hasRef());
const cancelled = setTimeout(() => console.log('never'), 1);
clearTimeout(cancelled);
const byNumber = setTimeout(() => console.log('never'), 1);
clearTimeout(Number(byNumber));
