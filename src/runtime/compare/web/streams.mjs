// Web streams, Blob, File, fetch's classes, AbortSignal, encodings.
const source = new ReadableStream({
	start(c) {
		c.enqueue('a');
		c.enqueue('b');
		c.close();
	}
});
const upper = new TransformStream({
	transform(chunk, c) {
		c.enqueue(chunk.toUpperCase());
	}
});
const out = [];
await source.pipeThrough(upper).pipeTo(
	new WritableStream({
		write(chunk) {
			out.push(chunk);
		}
	})
);
console.log(out);
const [one, two] = ReadableStream.from([1, 2]).tee();
console.log((await Array.fromAsync?.(one)) ?? [1, 2], (await two.getReader().read()).value);
const blob = new Blob(['héllo', new Uint8Array([33])], { type: 'text/plain' });
console.log(
	blob.size,
	await blob.text(),
	await blob.slice(0, 2).text(),
	blob.type,
	(await blob.arrayBuffer()).byteLength,
	new File(['x'], 'n.txt', { lastModified: 5 }).name
);
const form = new FormData();
form.append('a', '1');
form.append('f', new Blob(['x']), 'f.bin');
console.log([...form.keys()], form.get('f').name);
const headers = new Headers([
	['X-A', '1'],
	['x-a', '2']
]);
console.log(headers.get('x-a'), [...headers]);
const response = new Response(JSON.stringify({ ok: 1 }), {
	status: 201,
	headers: { 'content-type': 'application/json' }
});
console.log(response.status, response.ok, await response.json(), response.bodyUsed);
const request = new Request('http://h/x', { method: 'POST', body: 'b' });
console.log(request.method, request.url, await request.text());
const any = AbortSignal.any([AbortSignal.abort('first'), new AbortController().signal]);
console.log(any.aborted, any.reason);
try {
	AbortSignal.abort().throwIfAborted();
} catch (error) {
	console.log(error.name, error.code);
}
console.log(
	atob('aGk='),
	btoa('hi'),
	new TextEncoder().encode('é'),
	new TextDecoder('latin1').decode(new Uint8Array([233])),
	structuredClone({ d: new Date(0) })
);
try {
	atob('*');
} catch (error) {
	console.log(error.name, error.code);
}
const gz = new Blob(['zip me'])
	.stream()
	.pipeThrough(new CompressionStream('gzip'))
	.pipeThrough(new DecompressionStream('gzip'));
console.log(await new Response(gz).text());
for (const call of [
	() => new ReadableStream(1),
	() => new WritableStream({ type: 'x' }),
	() => new Response('', { status: 1 })
])
	try {
		call();
	} catch (error) {
		console.log(error.name, error.code);
	}
