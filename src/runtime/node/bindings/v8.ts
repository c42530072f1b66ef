import type { BindingFactory } from '../context.ts';

/** Bytes that Node lets its heap have on a machine with plenty. */
const HEAP_LIMIT = 4_345_298_944;
/** Bytes told where the browser does not say. */
const UNKNOWN_HEAP = 33_554_432;

/** Chromium's figures of the whole renderer; other browsers have none. https://developer.mozilla.org/docs/Web/API/Performance/memory */
type Memory = { usedJSHeapSize: number; totalJSHeapSize: number };

export const v8: BindingFactory = (context, shape) => {
	const set = (buffer: string, values: Record<string, number>) => {
		const numbers = shape[buffer] as Float64Array;
		for (const [index, value] of Object.entries(values)) numbers[shape[index] as number] = value;
	};
	/** Compiled code of another version or with other flags is not taken. */
	let tag = 1;
	return {
		cachedDataVersionTag: () => tag,
		setHeapSnapshotNearHeapLimit() {},
		updateHeapStatisticsBuffer() {
			const memory = Reflect.get(context.native.performance, 'memory') as Memory | undefined;
			const { usedJSHeapSize: used, totalJSHeapSize: total } = memory ?? {
				usedJSHeapSize: UNKNOWN_HEAP,
				totalJSHeapSize: UNKNOWN_HEAP
			};
			set('heapStatisticsBuffer', {
				kTotalHeapSizeIndex: total,
				kTotalPhysicalSizeIndex: total,
				kTotalAvailableSize: HEAP_LIMIT - used,
				kUsedHeapSizeIndex: used,
				kHeapSizeLimitIndex: HEAP_LIMIT,
				kNumberOfNativeContextsIndex: 1
			});
		},
		updateHeapCodeStatisticsBuffer() {},
		updateHeapSpaceStatisticsBuffer() {},
		setFlagsFromString(_flags: string) {
			tag++;
		},
		isStringOneByteRepresentation: (text: string) => !/[^\0-\xff]/.test(text),
		startupSnapshot: {},
		/** A browser tells nobody when it collects: no collections are listed. */
		GCProfiler: class {
			#startTime = 0;
			start() {
				this.#startTime = context.native.performance.now();
			}
			stop() {
				const endTime = context.native.performance.now();
				return JSON.stringify({ version: 1, startTime: this.#startTime, statistics: [], endTime });
			}
		}
	};
};
