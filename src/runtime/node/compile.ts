/** Compiles Node's built-in modules: each is the body of a function whose parameters its folder decides, as in node_builtins.cc. */
import type { Library } from './library.ts';
import { native } from './native.ts';
import { patched } from './patches.ts';

export type BuiltinFunction = (...args: unknown[]) => unknown;

function parametersOf(id: string): string {
	if (id === 'internal/bootstrap/realm') return 'process, getLinkedBinding, getInternalBinding, primordials';
	if (/^internal\/(bootstrap|main)\//.test(id)) return 'process, require, internalBinding, primordials';
	if (id.startsWith('internal/per_context/'))
		return 'exports, primordials, privateSymbols, perIsolateSymbols';
	return 'exports, require, module, process, internalBinding, primordials';
}

export function compiler(library: Library): (id: string) => BuiltinFunction {
	return (id) => {
		const source = library.source(id);
		if (source === undefined) throw new Error(`Cannot load node:${id}: the library has no such module`);
		// An indirect eval: the code sees the global scope alone.
		const evaluate = native.eval;
		return evaluate(
			`(function (${parametersOf(id)}) {${patched(id, source)}\n})\n//# sourceURL=node:${id}`
		) as BuiltinFunction;
	};
}
