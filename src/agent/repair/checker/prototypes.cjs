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
const saved = shared.map((object) => ({
	object,
	properties: new Map(ownKeys(object).map((key) => [key, getOwnPropertyDescriptor(object, key)]))
}));

function isAsBefore(before, now) {
	return now !== undefined && before.value === now.value && before.get === now.get && before.set === now.set;
}

/** True when something had to be put back. */
exports.restorePrototypes = function restorePrototypes() {
	let changed = false;
	for (const { object, properties } of saved) {
		for (const key of ownKeys(object)) {
			if (properties.has(key)) continue;
			changed = true;
			deleteProperty(object, key);
		}
		for (const [key, before] of properties) {
			if (isAsBefore(before, getOwnPropertyDescriptor(object, key))) continue;
			if (!before.configurable && !before.writable) continue;
			changed = true;
			defineProperty(object, key, before);
		}
	}
	return changed;
};
