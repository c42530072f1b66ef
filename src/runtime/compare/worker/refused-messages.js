// What does not go through messages, and what is said then.
const {
	MessageChannel,
	markAsUntransferable,
	markAsUncloneable,
	receiveMessageOnPort
} = require('node:worker_threads');
const { createSecretKey } = require('node:crypto');
const { attempt, attemptLater } = require('../help.cjs');

const { port1, port2 } = new MessageChannel();
const both = (label, value, transfer) => {
	attempt(`${label}, clone`, () => structuredClone(value, { transfer }));
	attempt(`${label}, post`, () => port1.postMessage(value, transfer));
	attempt(`${label}, got`, () => receiveMessageOnPort(port2));
};
both('function', { inside: () => 1 });
both('symbol', Symbol('s'));
both('url', new URL('http://a.b/'));
both('search', [new URLSearchParams('a=b')]);
both('signal', new AbortController().signal);
both('stream', { stream: new ReadableStream() });
both('writable', new WritableStream());
both('port', new MessageChannel().port1);
const twice = new ArrayBuffer(8);
both('twice', twice, [twice, twice]);
const channel = new MessageChannel();
both('port twice', channel.port1, [channel.port1, channel.port1]);
attempt('itself', () => port1.postMessage(null, [port1]));
both('text', null, ['text']);
both('object', null, [{}]);
both('blob', null, [new Blob(['x'])]);
both('key', null, [createSecretKey(Buffer.alloc(8))]);
both('own signal', null, [new AbortController().signal]);
const shared = new SharedArrayBuffer(8);
both('shared', shared, [shared]);
const kept = new ArrayBuffer(8);
markAsUntransferable(kept);
both('kept', kept, [kept]);
console.log(kept.byteLength);
const alone = new Blob(['alone']);
markAsUncloneable(alone);
both('uncloneable', { alone });
const own = {};
markAsUncloneable(own);
both('uncloneable of our own', own);
const gone = new ArrayBuffer(4);
structuredClone(gone, { transfer: [gone] });
both('gone', null, [gone]);
const moved = new MessageChannel();
structuredClone(moved.port1, { transfer: [moved.port1] });
both('moved port', moved.port1, [moved.port1]);
const locked = new ReadableStream();
locked.getReader();
both('locked', locked, [locked]);
attempt('no value', () => structuredClone());
attempt('a list', () => structuredClone(1, { transfer: 5 }));
attempt('null options', () => structuredClone(1, null));
attempt('text options', () => structuredClone(1, 'x'));
attemptLater('promise', async () => structuredClone(Promise.resolve())).then(() => port1.close());
