// Puts the language's shared objects back as they were: tests of prototype pollution pollute the process they run in.
'use strict';

const shared = [
	Object,
	Array,
	Function,
	String,
	Number,
	Boolean,
	RegExp,
	Date,
	Error,
	Promise,
	Map,
	Set,
	Symbol
]
	.flatMap((built) => [built, built.prototype])
	.concat([
		JSON,
		Math,
		Reflect,
		Object.getPrototypeOf([].values()),
		Object.getPrototypeOf(Uint8Array.prototype)
	]);

const { getOwnPropertyDescriptor, defineProperty } = Object;
const { ownKeys, deleteProperty } = Reflect;
const saved = shared.map((object) => {
	const properties = new Map(ownKeys(object).map((key) => [key, getOwnPropertyDescriptor(object, key)]));
	// To compare values is far faster than to ask for descriptors.
	const plain = [...properties].filter(([, { value, get, set }]) => !get && !set && value === value);
	const others = [...properties].filter(([, { value, get, set }]) => get || set || value !== value);
	return {
		object,
		properties,
		keys: plain.map(([key]) => key),
		values: plain.map(([, { value }]) => value),
		others: others.map(([key]) => key)
	};
});

function isAsBefore(before, now) {
	return now !== undefined && before.value === now.value && before.get === now.get && before.set === now.set;
}

/** True when something had to be put back. */
exports.restorePrototypes = function restorePrototypes() {
	let changed = false;
	for (const one of saved) {
		const { object, properties, keys, values } = one;
		const present = ownKeys(object);
		let isOther = present.length !== properties.size;
		for (let index = 0; index < keys.length; index++)
			if (object[keys[index]] !== values[index] && putBack(one, keys[index])) isOther = true;
		for (const key of one.others) if (putBack(one, key)) isOther = true;
		if (!isOther) continue;
		changed = true;
		for (const key of present) if (!properties.has(key)) deleteProperty(object, key);
	}
	return changed;
};

function putBack({ object, properties }, key) {
	const before = properties.get(key);
	if (isAsBefore(before, getOwnPropertyDescriptor(object, key))) return false;
	if (!before.configurable && !before.writable) return false;
	defineProperty(object, key, before);
	return true;
}
