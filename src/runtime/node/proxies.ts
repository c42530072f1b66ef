/** util.types.isProxy and inspect's showProxy need to know proxies; a browser does not tell, so they are recorded when made. */
import { native } from './native.ts';

const { construct } = Reflect;

/** Of a revoked one both are null. */
export type ProxyDetails = [target: object | null, handler: object | null];

/** Without a name, as the engine's. */
const revoking = (details: ProxyDetails, revoke: () => void) => () => {
	details.fill(null);
	revoke();
};

export function recordProxies(): WeakMap<object, ProxyDetails> {
	const made = new WeakMap<object, ProxyDetails>();
	const NativeProxy = native.Proxy;
	globalThis.Proxy = new NativeProxy(NativeProxy, {
		construct(constructor, args: [object, ProxyHandler<object>]) {
			// No iterators: the program may have replaced them.
			const proxy = construct(constructor, args) as object;
			made.set(proxy, args);
			return proxy;
		},
		get(constructor, name, receiver) {
			if (name !== 'revocable') return Reflect.get(constructor, name, receiver) as unknown;
			return (target: object, handler: ProxyHandler<object>) => {
				const revocable = constructor.revocable(target, handler);
				const details: ProxyDetails = [target, handler];
				made.set(revocable.proxy, details);
				return { proxy: revocable.proxy, revoke: revoking(details, revocable.revoke) };
			};
		}
	});
	return made;
}
