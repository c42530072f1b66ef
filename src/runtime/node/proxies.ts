/** util.types.isProxy and inspect's showProxy need to know proxies; a browser does not tell, so they are recorded when made. */
import { native } from './native.ts';

export function recordProxies(): WeakMap<object, [target: object, handler: object]> {
	const made = new WeakMap<object, [target: object, handler: object]>();
	const NativeProxy = native.Proxy;
	globalThis.Proxy = new NativeProxy(NativeProxy, {
		construct(constructor, args: [object, ProxyHandler<object>]) {
			const proxy = new constructor(...args);
			made.set(proxy, args);
			return proxy;
		},
		get(constructor, name, receiver) {
			if (name !== 'revocable') return Reflect.get(constructor, name, receiver) as unknown;
			return (target: object, handler: ProxyHandler<object>) => {
				const revocable = constructor.revocable(target, handler);
				made.set(revocable.proxy, [target, handler]);
				return revocable;
			};
		}
	});
	return made;
}
