async function one() {
	await two();
}
async function two() {
	await Promise.resolve();
	throw new Error('deep');
}
try {
	await one();
} catch (error) {
	console.log(error.stack);
}
setTimeout(function timed() {
	console.log(new Error('timed').stack);
}, 1);
process.nextTick(function ticked() {
	console.log(new Error('ticked').stack);
});
