const target = new EventTarget();
target.addEventListener('x', (event) => console.log(event.type, event.cancelable, event.target === target), {
	once: true
});
console.log(target.dispatchEvent(new Event('x', { cancelable: true })), target.dispatchEvent(new Event('x')));
const aborter = new AbortController();
aborter.signal.onabort = (event) => console.log(event.type, aborter.signal.reason.name);
aborter.abort();
console.log(aborter, AbortSignal.abort('why').reason);
console.log(Object.keys(new Event('y')), String(new Event('y')));
