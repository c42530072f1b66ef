// EventTarget, Event and CustomEvent in depth.
const { attempt } = require('../help.cjs');
const target = new EventTarget();
const order = [];
const handler = {
	handleEvent(event) {
		order.push(`object ${this === handler} ${event.type}`);
	}
};
target.addEventListener('e', handler);
target.addEventListener('e', handler);
target.addEventListener('e', () => order.push('once'), { once: true });
target.addEventListener('e', function (event) {
	order.push(this === target, event.currentTarget === target, event.eventPhase, event.composedPath().length);
});
target.addEventListener(
	'e',
	(event) => {
		event.preventDefault();
		order.push(event.defaultPrevented);
	},
	{ passive: true }
);
const control = new AbortController();
target.addEventListener('e', () => order.push('until aborted'), { signal: control.signal });
console.log(target.dispatchEvent(new Event('e', { cancelable: true })), order.splice(0));
control.abort();
target.removeEventListener('e', handler);
console.log(target.dispatchEvent(new Event('e')), order.splice(0));
target.addEventListener('stop', (event) => {
	order.push(1);
	event.stopImmediatePropagation();
});
target.addEventListener('stop', () => order.push(2));
target.addEventListener('cancel', (event) => event.preventDefault());
console.log(
	target.dispatchEvent(new Event('stop')),
	target.dispatchEvent(new Event('cancel', { cancelable: true })),
	target.dispatchEvent(new Event('cancel')),
	order
);
const event = new CustomEvent('own', { detail: { a: 1 }, bubbles: true, composed: true });
console.log(
	event.detail,
	event.bubbles,
	event.composed,
	event.cancelable,
	event.isTrusted,
	event.target,
	event.timeStamp >= 0,
	event.returnValue,
	event.cancelBubble
);
console.log(
	event instanceof Event,
	Object.prototype.toString.call(event),
	Event.AT_TARGET,
	event.NONE,
	String(target)
);
event.initEvent?.('x');
attempt('again', () => target.dispatchEvent(event));
attempt('no event', () => target.dispatchEvent({ type: 'x' }));
attempt('no type', () => new Event());
attempt('symbol', () => new Event(Symbol('s')));
attempt('listener', () => target.addEventListener('x', 5));
attempt('null', () => target.addEventListener('x', null));
attempt('nothing', () => target.addEventListener('x'));
attempt('while dispatching', () => {
	let thrown;
	target.addEventListener('nested', (event) => {
		try {
			target.dispatchEvent(event);
		} catch (error) {
			thrown = [error.name, error.code, error.message];
		}
	});
	target.dispatchEvent(new Event('nested'));
	return thrown;
});
class Own extends EventTarget {
	fire() {
		return this.dispatchEvent(Object.assign(new Event('fire'), { more: 1 }));
	}
}
const own = new Own();
own.addEventListener('fire', ({ more, target }) => console.log(more, target === own));
own.fire();
process.once('uncaughtException', (error) => console.log('uncaught', error.message));
target.addEventListener('bad', () => {
	throw new Error('in a listener');
});
target.addEventListener('bad', () => console.log('still called'));
console.log(target.dispatchEvent(new Event('bad')));
console.log(
	require('util')
		.inspect(new Event('shown'))
		.replace(/timeStamp: [\d.]+/, 'timeStamp: 0'),
	target
);
