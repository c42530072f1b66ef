// Values as JSON and back, so that a call can be written down, changed and made again elsewhere. What has no plain form is told as
// {$: kind}; of outputs everything is told, of inputs only what can be made again (`strict`).
const DEPTH = 12;
const LONGEST = 20_000;

const isPlain = (value) => {
	const prototype = Object.getPrototypeOf(value);
	return prototype === null || prototype === Object.prototype;
};

function fail(what) {
	throw new Error(`cannot be written down: ${what}`);
}

function encode(value, strict, above = []) {
	switch (typeof value) {
		case 'undefined':
			return { $: 'undefined' };
		case 'boolean':
			return value;
		case 'string':
			if (value.length > LONGEST)
				return strict ? fail('a long text') : { $: 'long', v: value.slice(0, 200), n: value.length };
			return value;
		case 'number':
			if (Number.isFinite(value) && !Object.is(value, -0)) return value;
			return { $: 'number', v: Object.is(value, -0) ? '-0' : String(value) };
		case 'bigint':
			return { $: 'bigint', v: String(value) };
		case 'symbol':
			return strict ? fail('a symbol') : { $: 'symbol', v: String(value) };
		case 'function':
			return strict ? fail('a function') : { $: 'function', v: value.name };
	}
	if (value === null) return null;
	if (above.includes(value))
		return strict ? fail('a cycle') : { $: 'cycle', v: above.length - above.indexOf(value) };
	if (above.length > DEPTH) return strict ? fail('too deep') : { $: 'deep' };
	return encodeObject(value, strict, [...above, value]);
}

function encodeObject(value, strict, above) {
	const inner = (one) => encode(one, strict, above);
	if (Array.isArray(value)) return Array.from(value, inner);
	if (value instanceof Date) return { $: 'date', v: String(value.getTime()) };
	if (value instanceof RegExp) return { $: 'regexp', v: [value.source, value.flags] };
	if (value instanceof Map) return { $: 'map', v: [...value].map(([key, one]) => [inner(key), inner(one)]) };
	if (value instanceof Set) return { $: 'set', v: [...value].map(inner) };
	if (ArrayBuffer.isView(value)) {
		const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
		if (bytes.length > LONGEST) return strict ? fail('many bytes') : { $: 'long', n: bytes.length };
		if (strict && !Buffer.isBuffer(value) && !(value instanceof Uint8Array)) return fail('a typed array');
		return { $: 'bytes', v: bytes.toString('hex'), c: value.constructor.name };
	}
	if (value instanceof Error) return strict ? fail('an error') : { $: 'error', v: value.name };
	if (strict && !isPlain(value)) return fail(`a ${value.constructor?.name}`);
	const entries = Object.keys(value).map((key) => {
		try {
			return [key, inner(value[key])];
		} catch (error) {
			if (strict) throw error;
			return [key, { $: 'error', v: error?.name }]; // a getter that throws
		}
	});
	if (isPlain(value)) return { $: Object.getPrototypeOf(value) === null ? 'bare' : 'object', v: entries };
	return { $: 'instance', c: String(value.constructor?.name), v: entries };
}

function decode(value) {
	if (typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) return value.map(decode);
	const { $: kind, v } = value;
	switch (kind) {
		case 'undefined':
			return undefined;
		case 'number':
			return Number(v);
		case 'bigint':
			return BigInt(v);
		case 'date':
			return new Date(Number(v));
		case 'regexp':
			return new RegExp(v[0], v[1]);
		case 'map':
			return new Map(v.map(([key, one]) => [decode(key), decode(one)]));
		case 'set':
			return new Set(v.map(decode));
		case 'bytes':
			return value.c === 'Buffer' ? Buffer.from(v, 'hex') : new Uint8Array(Buffer.from(v, 'hex'));
		default: {
			const object = kind === 'bare' ? Object.create(null) : {};
			for (const [key, one] of v)
				Object.defineProperty(object, key, {
					value: decode(one),
					enumerable: true,
					writable: true,
					configurable: true
				});
			return object;
		}
	}
}

module.exports = { encode, decode };
