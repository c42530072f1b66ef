import type { BindingFactory } from '../context.ts';

/** No inspector and no trace events: nobody could connect to them. */
export const config: BindingFactory = () => ({
	hasInspector: false,
	hasTracing: false,
	hasIntl: true,
	hasOpenSSL: true,
	noBrowserGlobals: false,
	getDefaultLocale: () => 'en-US'
});
