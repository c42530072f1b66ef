/**
 * V8's wire format of values, version 15: what v8.serialize writes. Numbers of the tags are the codes of their characters.
 * https://chromium.googlesource.com/v8/v8/+/refs/heads/main/src/objects/value-serializer.cc
 */
export const VERSION = 15;
/** The oldest that is read. */
export const OLDEST = 13;
export const VERSION_TAG = 0xff;

const code = (character: string): number => character.charCodeAt(0);

export const tag = {
	padding: 0,
	objectCount: code('?'),
	hole: code('-'),
	undefined: code('_'),
	null: code('0'),
	true: code('T'),
	false: code('F'),
	int32: code('I'),
	uint32: code('U'),
	double: code('N'),
	bigint: code('Z'),
	utf8: code('S'),
	latin1: code('"'),
	utf16: code('c'),
	reference: code('^'),
	object: code('o'),
	objectEnd: code('{'),
	sparseArray: code('a'),
	sparseArrayEnd: code('@'),
	denseArray: code('A'),
	denseArrayEnd: code('$'),
	date: code('D'),
	trueObject: code('y'),
	falseObject: code('x'),
	numberObject: code('n'),
	bigintObject: code('z'),
	stringObject: code('s'),
	regexp: code('R'),
	map: code(';'),
	mapEnd: code(':'),
	set: code("'"),
	setEnd: code(','),
	arrayBuffer: code('B'),
	resizableArrayBuffer: code('~'),
	transferredArrayBuffer: code('t'),
	view: code('V'),
	sharedArrayBuffer: code('u'),
	hostObject: code('\\'),
	error: code('r')
} as const;

/** Of a view: what it is, and whether it is as long as its buffer, which can be resized. */
export const viewCodes: Record<string, number> = {
	Int8Array: code('b'),
	Uint8Array: code('B'),
	Uint8ClampedArray: code('C'),
	Int16Array: code('w'),
	Uint16Array: code('W'),
	Int32Array: code('d'),
	Uint32Array: code('D'),
	Float16Array: code('h'),
	Float32Array: code('f'),
	Float64Array: code('F'),
	BigInt64Array: code('q'),
	BigUint64Array: code('Q'),
	DataView: code('?')
};
export const [TRACKS_LENGTH, IS_RESIZABLE] = [1, 2];

/** Of an error: its prototype, where that is not Error's, and what it has. */
export const errorCodes: Record<string, number> = {
	EvalError: code('E'),
	RangeError: code('R'),
	ReferenceError: code('F'),
	SyntaxError: code('S'),
	TypeError: code('T'),
	URIError: code('U')
};
export const errorPart = { message: code('m'), stack: code('s'), cause: code('c'), end: code('.') } as const;

/** Of a regular expression, by their bit. `l` is an engine's own. */
export const FLAGS = 'gimyusldv';
