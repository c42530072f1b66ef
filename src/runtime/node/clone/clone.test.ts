/** The engine that runs the tests is the oracle: v8.serialize of Node itself. https://nodejs.org/api/v8.html#serialization-api */
import v8 from 'node:v8';
import { expect, it } from 'vitest';
import { ValueReader } from './reader.ts';
import { ValueWriter } from './writer.ts';

const hooks = {
	isClosed: () => false,
	refuse(message: string): never {
		throw new Error(message);
	},
	writeHostObject: () => {},
	sharedBufferId: () => 7,
	readHostObject: () => ({})
};

function writerOf(value: unknown): ValueWriter {
	const writer = new ValueWriter(hooks);
	writer.writeHeader();
	writer.write(value);
	return writer;
}

const write = (value: unknown): string => Buffer.from(writerOf(value).bytes.release()).toString('hex');

function engine(value: unknown): Buffer {
	const serializer = new v8.Serializer();
	serializer.writeHeader();
	serializer.writeValue(value);
	return serializer.releaseBuffer();
}

function read(bytes: Uint8Array): unknown {
	const reader = new ValueReader(bytes, hooks);
	reader.readHeader();
	return reader.read();
}

const shared = { list: [1] };
const ring: Record<string, unknown> = { shared };
ring['self'] = ring;
ring['again'] = [shared, ring];
const bytes = new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]);
const named = Object.assign(new Error('t'), { name: 'TypeError' });
const values: Record<string, unknown> = {
	nothing: [undefined, null, true, false],
	'small and large numbers': [0, 1, -1, 63, 64, -64, -65, 2 ** 31 - 1, -(2 ** 31)],
	'one that is not small makes doubles of all': [1, 2.5, -0, NaN, Infinity, 2 ** 31],
	'numbers between others': ['a', 2 ** 31, -0, 0.5],
	'big integers': [0n, 1n, -1n, 2n ** 64n - 1n, -(2n ** 64n), 10n ** 60n],
	'short texts': ['', 'ascii', 'é', 'ü\u{1f600}', 'x\ud800'],
	'long texts': ['a'.repeat(200), 'é'.repeat(200), `${'é'.repeat(200)}€`, '€'.repeat(63)],
	'texts at odd places': { a: '€', ab: '€', abc: '€€' },
	'an object in itself': ring,
	'keys that are numbers': { 5: 'five', a: 1, 4294967294: 'index', 4294967295: 'none' },
	'keys that are not text': { [Symbol('s')]: 1, text: 2 },
	'an array with more': Object.assign([1], { x: 1, '-1': 2 }),
	'an array with holes': [1, , 3], // eslint-disable-line no-sparse-arrays -- what it is about
	dates: [new Date(5), new Date(NaN)],
	'boxed values': [Object(1), Object(true), Object(false), Object('é'), Object(-5n)],
	'regular expressions': [/x/, /é+/dgimsuy, new RegExp('[a--b]', 'v'), /\//g],
	maps: new Map<unknown, unknown>([
		[{}, 1],
		['a', new Map()]
	]),
	sets: new Set([1, 'a', shared, shared]),
	buffers: [bytes.buffer, bytes.buffer],
	'a buffer alone': bytes.buffer,
	'views of one buffer': [bytes, new DataView(bytes.buffer, 1, 2), new Uint16Array(bytes.buffer, 2, 1)],
	'every view': [
		...[Int8Array, Uint8ClampedArray, Int16Array, Int32Array, Uint32Array].map((type) => type.of(1)),
		...[Float32Array, Float64Array].map((type) => type.of(0.5)),
		...[BigInt64Array, BigUint64Array].map((type) => type.of(5n))
	],
	errors: [new Error('e'), new RangeError('r'), named, new Error(), new AggregateError([], 'many')],
	'objects of classes': new (class Point {
		x = 1;
		get y() {
			return 2;
		}
	})(),
	'getters of its own': {
		get now() {
			return [1];
		}
	},
	'what only calls itself a map': { [Symbol.toStringTag]: 'Map', size: 1 }
};

for (const [name, value] of Object.entries(values))
	it(`${name}: written as the engine writes it, and read back`, () => {
		const expected = engine(value);
		expect(write(value)).toBe(expected.toString('hex'));
		expect(read(expected)).toEqual(v8.deserialize(expected));
	});

it('the cause of an error stands after its stack, or before, as older engines have it', () => {
	const error = new Error('e');
	error.cause = [error];
	for (const whole of [writerOf(error).bytes.release(), engine(error)]) {
		const copy = read(whole) as Error;
		expect([copy.message, copy.stack, (copy.cause as unknown[])[0] === copy]).toEqual([
			'e',
			error.stack,
			true
		]);
	}
});

it('a buffer that can be resized comes back as one', () => {
	const buffer = new ArrayBuffer(4, { maxByteLength: 8 });
	const copy = read(writerOf([new Uint8Array(buffer, 0, 2)]).bytes.release()) as Uint8Array[];
	const { byteLength, resizable, maxByteLength } = copy[0]?.buffer as ArrayBuffer;
	expect([byteLength, resizable, maxByteLength]).toEqual([4, true, 8]);
});

it('what cannot be cloned is named as the engine names it', () => {
	class Own extends WeakMap {}
	const bad = [() => 1, Symbol('s'), new WeakSet(), new Own(), Promise.resolve(), [].values()];
	for (const value of bad) {
		let message = '';
		try {
			engine(value);
		} catch (error) {
			({ message } = error as Error);
		}
		expect(() => write([value])).toThrow(message);
	}
});

it('every cut of what was written is refused, none is half a value', () => {
	const whole = engine({ a: ['text', 1.5, new Map([[1, bytes]])], error: new Error('e') });
	for (let length = 2; length < whole.length; length++)
		expect(() => read(whole.subarray(0, length)), `${length} bytes`).toThrow(
			'Unable to deserialize cloned data.'
		);
});

it('a buffer that moves is written as its number, and so is shared memory', () => {
	const writer = new ValueWriter(hooks);
	writer.transfer(3, bytes.buffer);
	writer.writeHeader();
	writer.write([bytes, new SharedArrayBuffer(1)]);
	const reader = new ValueReader(writer.bytes.release(), hooks);
	const memory = new SharedArrayBuffer(1);
	reader.transfer(3, bytes.buffer);
	reader.transfer(7, memory);
	reader.readHeader();
	const [view, same] = reader.read() as [Uint8Array, SharedArrayBuffer];
	expect([view.buffer === bytes.buffer, same === memory]).toEqual([true, true]);
});
