/** Compiles Node's built-in modules: each is the body of a function whose parameters its folder decides, as in node_builtins.cc. */
import { MAKE_ACTIVATION } from './esm/awaits.ts';
import { readColumns } from './esm/columns.ts';
import { activations } from './evaluate.ts';
import type { Library } from './library.ts';
import { native } from './native.ts';
import { patched } from './patches.ts';
import { rememberColumns } from './stack-traces.ts';

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
		const columns = readColumns(source);
		if (columns) rememberColumns(`node:${id}`, columns);
		// An indirect eval: the code sees the global scope alone.
		const evaluate = native.eval;
		const make = evaluate(
			`(function (${MAKE_ACTIVATION}) {return (function (${parametersOf(id)}) {${patched(id, source)}\n});})\n//# sourceURL=node:${id}`
		) as (activation: unknown) => BuiltinFunction;
		return make(activations.make);
	};
}
