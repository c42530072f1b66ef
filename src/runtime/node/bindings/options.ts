import type { Internals } from '../internals.ts';
import type { BindingFactory } from '../context.ts';
import { revive } from '../shapes.ts';

export const options =
	({ library, optionValues }: Internals): BindingFactory =>
	() => {
		const { info, embedder, envSettings, types } = library.facts.options;
		return {
			getCLIOptionsValues: () => optionValues,
			getCLIOptionsInfo: () => revive(info, 'options'),
			getEmbedderOptions: () => revive(embedder, 'options'),
			getEnvOptionsInputType: () => new Map(),
			envSettings,
			types
		};
	};
