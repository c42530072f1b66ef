import type { BindingFactory } from '../context.ts';

export const v8: BindingFactory = () => ({
	cachedDataVersionTag: () => 1,
	setHeapSnapshotNearHeapLimit() {},
	updateHeapStatisticsBuffer() {},
	updateHeapCodeStatisticsBuffer() {},
	updateHeapSpaceStatisticsBuffer() {},
	setFlagsFromString() {},
	isStringOneByteRepresentation: (text: string) => !/[^\0-\xff]/.test(text),
	startupSnapshot: {},
	GCProfiler: class {
		start() {}
		stop() {}
	}
});
