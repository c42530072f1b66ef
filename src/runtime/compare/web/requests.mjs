// Headers, Request, Response and FormData without a network.
import help from '../help.cjs';
const headers = new Headers([
	['B', '2'],
	['a', '1'],
	['b', '3'],
	['Set-Cookie', 'x=1'],
	['set-cookie', 'y=2']
]);
console.log([...headers], headers.get('B'), headers.has('A'), headers.getSetCookie(), headers);
headers.set('b', ' trimmed ');
headers.append('c', 'new');
headers.delete('a');
console.log(Object.fromEntries(headers), [...headers.keys()], headers.get('none'));
for (const [name, value] of [
	['bad name', 'x'],
	['x', 'a\nb'],
	['', 'x'],
	['x', 'ü€'],
	['x', 5]
])
	await help.attemptLater(JSON.stringify([name, value]), () => new Headers({ [name]: value }).get(name));
await help.attemptLater('pairs', () => new Headers([['a']]));
const request = new Request('http://a.test/x?y#z', {
	method: 'patch',
	headers: { 'x-own': '1' },
	body: 'text',
	credentials: 'omit'
});
console.log(
	request.method,
	request.url,
	request.headers.get('content-type'),
	request.credentials,
	request.mode,
	request.cache,
	request.redirect,
	request.bodyUsed,
	request.signal.aborted,
	request.duplex,
	request.destination === ''
);
const copy = request.clone();
console.log(
	await request.text(),
	request.bodyUsed,
	await copy.text(),
	new Request(new Request('http://a.test', { method: 'PUT' })).method
);
for (const [input, init] of [
	['relative'],
	['http://u:p@a.test'],
	['http://a.test', { method: 'TRACE' }],
	['http://a.test', { method: 'GET', body: 'x' }],
	['http://a.test', { mode: 'navigate' }],
	['http://a.test', { window: 1 }]
])
	await help.attemptLater(JSON.stringify([input, init]), () => new Request(input, init).method);
const response = new Response('{"a": 1}', {
	status: 201,
	statusText: 'Made',
	headers: { 'content-type': 'application/json' }
});
console.log(
	response.status,
	response.statusText,
	response.ok,
	response.type,
	response.url,
	await response.clone().json(),
	await response.text(),
	response.bodyUsed
);
await help.attemptLater('twice', () => response.text());
console.log(
	await Response.json({ b: 2 }).text(),
	Response.json(1).headers.get('content-type'),
	Response.error().type,
	Response.redirect('http://a.test/', 301).headers.get('location')
);
for (const [body, init] of [
	[null, { status: 600 }],
	['x', { status: 204 }],
	[null, { statusText: 'a\nb' }]
])
	await help.attemptLater(JSON.stringify(init), () => new Response(body, init).status);
await help.attemptLater('redirect', () => Response.redirect('http://a.test', 200));
console.log(
	await (await new Response(new Blob(['b'], { type: 'x/y' })).blob()).text(),
	(await new Response(new Uint8Array([1, 2])).arrayBuffer()).byteLength,
	new Response(new URLSearchParams('a=1')).headers.get('content-type'),
	await new Response(
		new ReadableStream({
			start(c) {
				c.enqueue(new Uint8Array([65]));
				c.close();
			}
		})
	).text(),
	(await new Response('x').bytes()).length
);
await help.attemptLater('bad json', () => new Response('{').json());
await help.attemptLater('bad stream', () =>
	new Response(
		new ReadableStream({
			start(c) {
				c.enqueue('text');
				c.close();
			}
		})
	).text()
);
const form = new FormData();
form.append('a', '1');
form.append('a', '2');
form.set('f', new Blob(['x']), 'name.bin');
form.append('g', new File(['y'], 'own.txt'));
console.log(
	[...form].map(([name, value]) => [
		name,
		typeof value === 'string' ? value : [value.name, value.size, value.type]
	]),
	form.getAll('a'),
	form.get('none'),
	form.has('f')
);
form.delete('a');
form.set('b', 'c');
const back = await new Response(form).formData();
console.log([...back.keys()], await back.get('f').text(), back.get('f').name);
console.log([
	...(await new Response('a=1&b=+2', {
		headers: { 'content-type': 'application/x-www-form-urlencoded' }
	}).formData())
]);
await help.attemptLater('no form', () => new Response('x').formData());
await help.attemptLater('value', () => form.append('x', 'y', 'name'));
await help.attemptLater('from', () => new FormData({}));
