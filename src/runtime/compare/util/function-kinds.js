// What a function is, is not what its prototype says.
const { inspect, types } = require('node:util');

/** @param {string} label @param {Function} value */
function show(label, value) {
	console.log(label, inspect(value), types.isAsyncFunction(value), types.isGeneratorFunction(value));
}
const made = {
	arrow: () => {},
	later: async () => {},
	async method() {},
	*items() {},
	async *both() {},
	plain: function () {},
	Kind: class Kind {},
	bound: (async () => {}).bind(null),
	proxied: new Proxy(async () => {}, {})
};
for (const [label, value] of Object.entries(made)) show(label, value);
const prototypes = [async () => {}, function* () {}, async function* () {}, class Other {}].map((value) =>
	Object.getPrototypeOf(value)
);
for (const [label, value] of Object.entries(made))
	for (const prototype of [...prototypes, null, {}]) {
		if (label === 'proxied') continue;
		Object.setPrototypeOf(value, prototype);
		show(label, value);
	}
