// What only the engine knows: states of promises, what iterators have left, members of weak sets, targets of proxies.
const util = require('node:util');
class Later extends Promise {}
console.log(Promise.resolve(1), Later.resolve(3), new Promise(() => {}));
console.log(Promise.reject(new Error('x')).catch(() => {}) && 1, [Promise.resolve({ a: 1 })]);
console.log(new Map([[1, 2]]).entries(), new Map([[1, 2]]).keys(), new Set([1]).values());
console.log(util.inspect(new WeakSet([{ a: 1 }]), { showHidden: true }));
console.log(util.inspect(new Proxy({ a: 1 }, {}), { showProxy: true }));
console.log(util.inspect(globalThis).split('\n')[0]);
