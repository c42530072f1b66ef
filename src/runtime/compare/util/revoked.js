// Proxies that are revoked, and call sites where errors have no stack.
const { inspect, types, getCallSites } = require('node:util');
const { basename } = require('node:path');
const { proxy, revoke } = Proxy.revocable({ a: 1 }, {});
console.log(inspect(proxy), inspect(proxy, { showProxy: true }), types.isProxy(proxy));
revoke();
revoke();
console.log(inspect(proxy), inspect([proxy], { showProxy: true }), types.isProxy(proxy));
console.log(
	inspect(
		Proxy.revocable(function f() {}, {}),
		{ showProxy: true }
	)
);
Error.stackTraceLimit = 0;
console.log(getCallSites(1).map(({ scriptName, lineNumber }) => [basename(scriptName), lineNumber]));
console.log(getCallSites().length > 3, new Error('no stack').stack);
