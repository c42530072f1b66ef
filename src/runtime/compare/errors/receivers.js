// How a stack names a method of a function, of a class and of an object, in sloppy code.
const line = () => new Error('here').stack?.split('\n')[2]?.replace(/\(.*/, '').trim();

function plain() {}
plain.named = function named() {
	return line();
};
plain.anonymous = function () {
	return line();
};
plain.given = {
	given() {
		return line();
	}
}.given;
exports = module.exports = function () {};
exports.parse = function () {
	return line();
};
exports.other = function otherName() {
	return line();
};
const arrow = () => {};
arrow.named = plain.named;
class Made {}
Made.named = plain.named;
Made.anonymous = function () {
	return line();
};
class Inherits extends Made {}
function Old() {}
Old.prototype.method = function () {
	return line();
};
Old.named = plain.named;

const calls = {
	named: () => plain.named(),
	anonymous: () => plain.anonymous(),
	given: () => plain.given(),
	exports: () => module.exports.parse(),
	'exports, another name': () => module.exports.other(),
	arrow: () => arrow.named(),
	class: () => Made.named(),
	'class, anonymous': () => Made.anonymous(),
	'derived class': () => Inherits.named(),
	constructor: () => Old.named(),
	instance: () => new Old().method(),
	builtin: () => plain.named.call(Map),
	asynchronous: () => plain.named.call(async function later() {}),
	generator: () => plain.named.call(function* many() {}),
	proxy: () => plain.named.call(new Proxy(plain, {})),
	bound: () => plain.named.call(plain.bind(null))
};
for (const [name, call] of Object.entries(calls)) console.log(name, '|', call());

Error.prepareStackTrace = (_error, [, , site]) =>
	`\n\n${[site.getTypeName(), site.getFunctionName(), site.getMethodName()]}`;
for (const [name, call] of Object.entries(calls)) console.log(name, '|', call());
delete Error.prepareStackTrace;

const rejects = async () => {
	await null;
	throw new Error('late');
};
const waits = (/** @type {Error} */ { stack }) => stack?.match(/at async Promise.*/g);
void (async () => void (await Promise.all([rejects()])))().catch((error) => console.log(waits(error)));
void (async () => void (await Promise.any([rejects()])))().catch(({ errors }) =>
	console.log(waits(errors[0]))
);
