try {
	eval('throw new Error("in eval")');
} catch (error) {
	console.log(error.stack.split('\n').slice(0, 3).join('\n'));
}
try {
	new Function('throw new Error("in function")')();
} catch (error) {
	console.log(error.stack.split('\n').slice(0, 3).join('\n'));
}
try {
	[1].map(() => {
		throw new Error('in map');
	});
} catch (error) {
	console.log(error.stack);
}
try {
	JSON.parse('x');
} catch (error) {
	console.log(error.stack.split('\n').slice(0, 3).join('\n'));
}
