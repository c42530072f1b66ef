import dns from 'node:dns/promises';
console.log(await dns.lookup('localhost'), await dns.lookup('127.0.0.1', { all: true }));
for (const call of [
	() => dns.lookup('no-such-host.invalid'),
	() => dns.lookup('x', { family: 5 }),
	() => dns.lookup(7)
])
	try {
		console.log(await call());
	} catch ({ name, code, message }) {
		console.log(name, code, message);
	}
console.log(dns.getDefaultResultOrder());
