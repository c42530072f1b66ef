// A port that is moved to a context of vm: a plain port, which takes nothing that only the library has.
const { MessageChannel, MessagePort, moveMessagePortToContext } = require('node:worker_threads');
const fs = require('node:fs');
const vm = require('node:vm');

const context = vm.createContext({ console });
const { port1, port2 } = new MessageChannel();
const moved = moveMessagePortToContext(port1, context);
console.log(moved === port1, moved instanceof MessagePort, moved instanceof EventTarget, typeof moved.on);
console.log(moved.onmessage, moved.hasRef(), moved.constructor.name);
moved.onmessage = ({ data, ports }) => {
	console.log('message', typeof data === 'object' ? Object.keys(data) : data, ports.length);
	if (ports.length > 0)
		console.log('a port', ports[0] === data.port, data.port instanceof MessagePort, data.port.close());
	if (data === 'the last') port2.close();
};
moved.onmessageerror = ({ data }) => console.log('error', data.code, data.message);
moved.start();

(async () => {
	port2.on('message', (text) => console.log('back', text));
	port2.on('close', () => console.log('closed'));
	moved.postMessage('an answer');
	const other = new MessageChannel();
	port2.postMessage({ port: other.port1 }, [other.port1]);
	try {
		moved.postMessage(process.stdout._handle);
	} catch (error) {
		console.log(error.name, error.message);
	}
	const file = await fs.promises.open(__filename);
	port2.postMessage(file, [file]);
	port2.postMessage('the last');
})();
