// fetch of data: URLs, small and large.
for (const size of [0, 5, 40_000, 70_000, 300_000]) {
	const bytes = Buffer.alloc(size, 'ab');
	const response = await fetch(`data:application/octet-stream;base64,${bytes.toString('base64')}`);
	const body = Buffer.from(await response.arrayBuffer());
	console.log(size, response.status, response.headers.get('content-type'), body.equals(bytes));
}
console.log(
	await (await fetch(`data:,${'%41b'.repeat(50_000)}`)).text().then((text) => [text.length, text.slice(-4)])
);
