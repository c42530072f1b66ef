const net = require('node:net');
for (const text of [
	'127.0.0.1',
	'::1',
	'::ffff:1.2.3.4',
	'1.2.3',
	'fe80::1%lo',
	'01.2.3.4',
	'2001:db8::1:0:0:1',
	'x'
])
	console.log(text, net.isIP(text));
const list = new net.BlockList();
list.addAddress('123.123.123.123');
list.addRange('10.0.0.1', '10.0.0.10');
list.addSubnet('8592:757c:efae:4e45::', 64, 'ipv6');
for (const [text, family] of [
	['123.123.123.123'],
	['10.0.0.3'],
	['10.0.0.11'],
	['222.111.111.222'],
	['::ffff:7b7b:7b7b', 'ipv6'],
	['8592:757c:efae:4e45:1::2', 'ipv6'],
	['::1', 'ipv6']
])
	console.log(text, list.check(text, family));
console.log(list.rules, list);
const address = new net.SocketAddress({ address: '::1', family: 'ipv6', port: 80, flowlabel: 7 });
console.log(address.address, address.family, address.port, address.flowlabel, address);
try {
	list.addRange('10.0.0.9', '10.0.0.1');
} catch (error) {
	console.log(error.code);
}
