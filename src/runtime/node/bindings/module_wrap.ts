/** ES modules: v8::Module as far as Node's loader uses it, over generator functions (esm/transform.ts). */
import { waitForWebAssembly } from '../wasm-waits.ts';
import type { Internals } from '../internals.ts';
import type { BindingFactory } from '../context.ts';
import { dynamicImports } from '../evaluate.ts';
import { STATUS, moduleWrapClass } from '../esm/module.ts';

export const module_wrap =
	({ namespaces }: Internals): BindingFactory =>
	(context) => {
		dynamicImports.loop = context.loop;
		waitForWebAssembly(context.loop);
		const meta: { initialize: (symbol: symbol, meta: object, wrap: object) => void } = { initialize() {} };
		return {
			...STATUS,
			ModuleWrap: moduleWrapClass(context, namespaces, (symbol, object, wrap) =>
				meta.initialize(symbol, object, wrap)
			),
			setImportModuleDynamicallyCallback(callback: typeof dynamicImports.callback) {
				dynamicImports.callback = callback;
			},
			setInitializeImportMetaObjectCallback(callback: typeof meta.initialize) {
				meta.initialize = callback;
			},
			/** What require() of an ES module that marks itself gives: its names, and __esModule. */
			createRequiredModuleFacade(wrap: { getNamespace(): Record<string, unknown> }) {
				const namespace = wrap.getNamespace();
				const facade: object = Object.create(null) as object;
				const names = new Set([...Object.keys(namespace), '__esModule']);
				for (const name of [...names].sort())
					Object.defineProperty(facade, name, {
						enumerable: true,
						...(name === '__esModule' ? { value: true } : { get: () => namespace[name] })
					});
				Object.defineProperty(facade, Symbol.toStringTag, { value: 'Module' });
				namespaces.add(facade);
				return facade;
			},
			throwIfPromiseRejected() {}
		};
	};
