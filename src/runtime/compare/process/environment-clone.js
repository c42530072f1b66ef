// process.env goes into messages as a plain object, like any other.
const { MessageChannel, receiveMessageOnPort } = require('node:worker_threads');
process.env.KEPT = 'yes';
const copy = structuredClone(process.env);
console.log(copy.KEPT, Object.keys(copy).length === Object.keys(process.env).length);
copy.KEPT = 1;
console.log(copy.KEPT, process.env.KEPT, Object.getPrototypeOf(copy) === Object.prototype);
const { env, list } = structuredClone({ env: process.env, list: [process.env] });
console.log(env.KEPT, env === list[0]);
const { port1, port2 } = new MessageChannel();
port1.postMessage({ env: process.env, buffer: new Uint8Array(2) });
console.log(receiveMessageOnPort(port2).message.env.KEPT);
port1.close();
try {
	structuredClone(new Proxy({}, {}));
} catch (error) {
	console.log(error.name, error.message);
}
