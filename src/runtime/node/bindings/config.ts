import type { BindingFactory } from '../context.ts';

/** No trace events: nobody could connect to them. */
export const config: BindingFactory = () => ({
	hasInspector: true,
	hasTracing: false,
	hasIntl: true,
	hasOpenSSL: true,
	noBrowserGlobals: false,
	getDefaultLocale: () => 'en-US'
});
