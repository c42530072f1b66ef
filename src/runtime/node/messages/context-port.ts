/**
 * The class of a port that was moved to a context of vm: it has the functions of a port, but what the library adds is not there, no
 * EventTarget either: `onmessage` is an ordinary property. https://nodejs.org/docs/latest-v22.x/api/worker_threads.html#workermovemessageporttocontextport-contextifiedsandbox
 */
const FUNCTIONS = ['postMessage', 'start', 'close', 'ref', 'unref', 'hasRef'];

/** @param port the prototype of ports, as it is before the library has changed it */
export function contextPortClass(port: object): new () => object {
	const made = class MessagePort {};
	for (const name of FUNCTIONS) {
		const descriptor = Reflect.getOwnPropertyDescriptor(port, name);
		if (descriptor) Object.defineProperty(made.prototype, name, descriptor);
	}
	Object.defineProperty(made, 'name', { value: 'MessagePort', configurable: true });
	return made;
}
