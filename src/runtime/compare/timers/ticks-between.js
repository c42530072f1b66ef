setTimeout(() => {
	console.log('a');
	process.nextTick(() => console.log('tick of a'));
	Promise.resolve().then(() => console.log('promise of a'));
}, 1);
setTimeout(() => {
	console.log('b');
	process.nextTick(() => console.log('tick of b'));
}, 1);
for (const end = Date.now() + 5; Date.now() < end;);
