const value = {
	date: new Date(0),
	map: new Map([[1, new Set([2])]]),
	re: /x/g,
	list: [1, , 3],
	buffer: new Uint8Array([1, 2]),
	error: new RangeError('r'),
	big: 1n
};
value.self = value;
const copy = structuredClone(value);
console.log(
	copy.self === copy,
	copy.date,
	copy.map,
	copy.re,
	copy.list,
	copy.buffer,
	copy.error.name,
	copy.big
);
const { port1, port2 } = new MessageChannel();
port2.on('message', (message) => {
	console.log('message', message);
	port2.close();
});
port1.on('close', () => console.log('closed'));
port1.postMessage({ hello: [1] });
console.log(
	performance.now() > 0,
	typeof performance.timeOrigin,
	new TextDecoder().encoding,
	new Headers({ a: 'b' }).get('A'),
	new DOMException('m', 'AbortError').code
);
queueMicrotask(() => console.log('micro'));
