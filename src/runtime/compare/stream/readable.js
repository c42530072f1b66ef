const { Readable } = require('node:stream');
const events = [];
const source = new Readable({ highWaterMark: 5, read() {} });
source.push('abc');
source.push('def');
source.unshift('<');
console.log(source.readableLength, source.readableFlowing, source.push(''), source.readableHighWaterMark);
source.on('readable', () => {
	let piece;
	while ((piece = source.read(4)) !== null) events.push(String(piece));
	events.push('none');
});
source.on('end', () => {
	console.log(events, source.readableEnded, source.readableDidRead);
	rest();
});
setTimeout(() => source.push(null), 5);
function rest() {
	const objects = Readable.from([1, { a: 2 }, 'three']);
	objects.on('data', (item) => console.log(item));
	objects.on('close', () => {
		console.log(objects.destroyed, objects.readableObjectMode);
		const failing = new Readable({
			read() {
				this.destroy(new Error('broken'));
			}
		});
		failing.on('error', (error) => console.log(error.message));
		failing.on('close', () => {
			console.log(failing.errored.message, failing.readableAborted);
			(async () => {
				for await (const chunk of Readable.from('whole')) console.log(chunk);
				const mapped = await Readable.from([1, 2, 3, 4])
					.filter((x) => x % 2)
					.map((x) => x * 10)
					.toArray();
				console.log(
					mapped,
					await Readable.from([1, 2, 3]).reduce((a, b) => a + b, 0),
					await Readable.from([3, 4]).some((x) => x > 3),
					await Readable.from([1, 2, 3, 4, 5]).drop(1).take(2).toArray()
				);
				for await (const x of Readable.from([1, 2]).flatMap((x) => [x, x])) process.stdout.write(`${x} `);
				console.log();
			})();
		});
		failing.resume();
	});
}
