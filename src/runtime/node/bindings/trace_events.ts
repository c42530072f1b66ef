import type { BindingFactory } from '../context.ts';

export const trace_events: BindingFactory = () => ({
	trace() {},
	isTraceCategoryEnabled: () => false,
	setTraceCategoryStateUpdateHandler() {},
	getCategoryEnabledBuffer: () => new Uint8Array(1),
	getEnabledCategories: () => undefined,
	available: false
});
