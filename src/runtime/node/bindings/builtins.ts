import type { Internals } from '../internals.ts';
import type { BindingFactory } from '../context.ts';

export const builtins =
	({ library, compile, loaders }: Internals): BindingFactory =>
	() => ({
		builtinIds: library.facts.builtinIds.filter((id) => library.has(id)),
		builtinCategories: { canBeRequired: [], cannotBeRequired: [] },
		config: JSON.stringify(library.facts.config),
		natives: {},
		compileFunction: compile,
		setInternalLoaders(internalBinding: (name: string) => unknown, requireBuiltin: (id: string) => unknown) {
			loaders.internalBinding = internalBinding;
			loaders.requireBuiltin = requireBuiltin;
		},
		hasCachedBuiltins: () => true,
		getCacheUsage: () => ({ compiledWithCache: [], compiledWithoutCache: [], compiledInSnapshot: [] })
	});
