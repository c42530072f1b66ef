const dns = require('node:dns');
console.log(dns.getDefaultResultOrder());
dns.setDefaultResultOrder('ipv4first');
console.log(dns.getDefaultResultOrder(), dns.NOTFOUND, dns.ADDRCONFIG);
const resolver = new dns.Resolver();
resolver.setServers(['1.1.1.1', '[::1]:5353']);
console.log(resolver.getServers());
for (const bad of [['x'], 'x', ['1.1.1.1:99999']])
	try {
		resolver.setServers(bad);
	} catch (error) {
		console.log(error.code, error.message);
	}
