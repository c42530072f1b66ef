const dns = require('node:dns');
const show =
	(name) =>
	(error, ...rest) =>
		console.log(name, error && [error.message, error.code, error.errno, error.hostname], ...rest);
const names = ['localhost', '127.0.0.1', '::1', 'no-such-host.invalid', '0.0.0.0'];
const next = () => {
	const name = names.shift();
	if (!name) return void after();
	dns.lookup(name, (...result) => {
		show(name)(...result);
		next();
	});
};
const after = () => {
	dns.lookup('localhost', { all: true }, (...result) => {
		show('all')(...result);
		dns.lookup('localhost', { family: 4 }, (...four) => {
			show('four')(...four);
			dns.lookupService('127.0.0.1', 80, (error, host, service) => console.log(error, host, service));
		});
	});
};
next();
