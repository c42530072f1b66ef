// What dns refuses before it asks anybody.
import dns from 'node:dns';
import help from '../help.cjs';
for (const host of ['127.0.0.1', '::1', '', null, undefined])
	await help.attemptLater(String(host), () => dns.promises.lookup(host));
for (const options of [{ family: 5 }, { all: 'x' }, { hints: 999 }, { order: 'odd' }, 'x', { verbatim: 1 }])
	await help.attemptLater(JSON.stringify(options), () => dns.promises.lookup('127.0.0.1', options));
await help.attemptLater('all', () => dns.promises.lookup('127.0.0.1', { all: true }));
await help.attemptLater('number', () => dns.lookup(5, () => {}));
await help.attemptLater('no callback', () => dns.lookup('a'));
await help.attemptLater('service', () => dns.promises.lookupService('x', 80));
await help.attemptLater('port', () => dns.promises.lookupService('127.0.0.1', -1));
await help.attemptLater('type', () => dns.promises.resolve('a.test', 'ODD'));
await help.attemptLater('reverse', () => dns.promises.reverse('x'));
await help.attemptLater('servers', () => dns.setServers(['x']));
await help.attemptLater('servers text', () => dns.setServers('x'));
const resolver = new dns.Resolver({ timeout: 1, tries: 1 });
resolver.setServers(['127.0.0.1:53', '[::1]:5353']);
console.log(
	resolver.getServers(),
	Array.isArray(dns.getServers()),
	dns.getDefaultResultOrder(),
	typeof dns.ADDRCONFIG,
	dns.NOTFOUND,
	Object.keys(dns.promises).length
);
dns.setDefaultResultOrder('ipv4first');
console.log(dns.getDefaultResultOrder());
await help.attemptLater('order', () => dns.setDefaultResultOrder('odd'));
