// Seals what a reporter writes, so that nothing else in its process can write results: each line is numbered and carries a SHA-256 over
// itself and a secret that nobody else knows. Loaded before anything else. What it uses later it holds from now on: the code under
// test may change every builtin. Typed arrays and arithmetic cannot be changed.
const fs = require('fs');
const { apply } = Reflect;
const { writeSync } = fs;
const { stringify } = JSON;
const { charCodeAt } = String.prototype;
const describe = Object.getOwnPropertyDescriptor;
const define = Object.defineProperty;
const keysOf = Reflect.ownKeys;
const String_ = String;
const results = fs.openSync(process.env.TABGYM_RESULTS, 'w');
const secret = process.env.TABGYM_SECRET;
delete process.env.TABGYM_RESULTS;
delete process.env.TABGYM_SECRET;
// Not to be found among the loaded modules.
Reflect.deleteProperty(require.cache, __filename);
if (module.parent) module.parent.children.length = 0;

// SHA-256: https://doi.org/10.6028/NIST.FIPS.180-4
const K = new Uint32Array(64);
const START = new Uint32Array(8);
for (let found = 0, candidate = 2; found < 64; candidate++) {
	let isPrime = true;
	for (let factor = 2; factor * factor <= candidate; factor++) if (candidate % factor === 0) isPrime = false;
	if (!isPrime) continue;
	const fraction = (power) => (candidate ** power - Math.floor(candidate ** power)) * 2 ** 32;
	if (found < 8) START[found] = fraction(1 / 2);
	K[found++] = fraction(1 / 3);
}

function bytesOf(text) {
	const bytes = new Uint8Array(3 * text.length + 72);
	let length = 0;
	for (let at = 0; at < text.length; at++) {
		const unit = apply(charCodeAt, text, [at]);
		// Every UTF-16 unit by itself: as good as UTF-8 for a seal, and the reader does the same.
		if (unit < 0x80) bytes[length++] = unit;
		else {
			bytes[length++] = 0xe0 | (unit >> 12);
			bytes[length++] = 0x80 | ((unit >> 6) & 63);
			bytes[length++] = 0x80 | (unit & 63);
		}
	}
	return { bytes, length };
}

function sha256(text) {
	const { bytes, length } = bytesOf(text);
	const blocks = (length + 72) >> 6;
	const end = blocks * 64;
	const data = new Uint8Array(end);
	for (let at = 0; at < length; at++) data[at] = bytes[at];
	data[length] = 0x80;
	for (let at = 0, bits = length * 8; at < 4; at++) data[end - 1 - at] = bits >>> (8 * at);
	const state = new Uint32Array(8);
	for (let at = 0; at < 8; at++) state[at] = START[at];
	for (let block = 0; block < blocks; block++) mix(state, data, block * 64);
	let hex = '';
	for (let at = 0; at < 8; at++)
		for (let shift = 28; shift >= 0; shift -= 4) hex += '0123456789abcdef'[(state[at] >>> shift) & 15];
	return hex;
}

function mix(state, data, from) {
	const w = new Uint32Array(64);
	const turn = (x, by) => (x >>> by) | (x << (32 - by));
	for (let at = 0; at < 16; at++) {
		const p = from + at * 4;
		w[at] = (data[p] << 24) | (data[p + 1] << 16) | (data[p + 2] << 8) | data[p + 3];
	}
	for (let at = 16; at < 64; at++) {
		const x = w[at - 15];
		const y = w[at - 2];
		const one = turn(x, 7) ^ turn(x, 18) ^ (x >>> 3);
		const two = turn(y, 17) ^ turn(y, 19) ^ (y >>> 10);
		w[at] = w[at - 16] + one + w[at - 7] + two;
	}
	const v = new Uint32Array(8);
	for (let at = 0; at < 8; at++) v[at] = state[at];
	for (let at = 0; at < 64; at++) {
		const e = v[4];
		const a = v[0];
		const first =
			v[7] + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & v[5]) ^ (~e & v[6])) + K[at] + w[at];
		const second = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & v[1]) ^ (a & v[2]) ^ (v[1] & v[2]));
		for (let to = 7; to > 0; to--) v[to] = v[to - 1];
		v[4] += first;
		v[0] = first + second;
	}
	for (let at = 0; at < 8; at++) state[at] += v[at];
}

let count = 0;

function write(fields) {
	// Own and empty, so that nothing inherited is asked.
	const record = { __proto__: null, ...fields };
	for (const list of [record.title, record.touched])
		if (list) define(list, 'toJSON', { __proto__: null, value: undefined });
	const json = stringify(record);
	const line = sha256(secret + count + json + secret) + ' ' + json + '\n';
	count += 1;
	writeSync(results, line);
}

const watched = [];

/** Remembers what the properties of an object are; those that are others in the end are told. */
function watch(name, object) {
	if ((typeof object !== 'object' && typeof object !== 'function') || object === null) return;
	const before = new Map();
	for (const key of keysOf(object)) before.set(key, describe(object, key)?.value);
	watched.push({ name, object, before });
}

function touched() {
	const found = [];
	for (let at = 0; at < watched.length; at++) {
		const { name, object, before } = watched[at];
		const keys = keysOf(object);
		for (let of = 0; of < keys.length; of++) {
			const value = describe(object, keys[of])?.value;
			if (value !== mapGet(before, keys[of]) && typeof (value ?? mapGet(before, keys[of])) === 'function')
				found[found.length] = name + '.' + String_(keys[of]);
		}
	}
	return found;
}
const { get } = Map.prototype;
const mapGet = (map, key) => apply(get, map, [key]);

const assert = require('assert');
watch('assert', assert);
watch('assert.strict', assert.strict);
watch('process', process);
watch('Object', Object);
for (const type of [Object, Array, Function, String, Error, Map, Promise])
	watch(type.name + '.prototype', type.prototype);
watch('JSON', JSON);
watch('EventEmitter.prototype', require('events').prototype);

process.on('exit', () => write({ end: true, touched: touched() }));

module.exports = { write, watch, say: (text) => writeSync(1, text) };
