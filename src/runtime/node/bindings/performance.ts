import type { BindingFactory } from '../context.ts';

/** A histogram that counts nothing: the browser does not tell how late its loop is. */
const quiet = {
	enable: () => true,
	disable: () => true,
	reset() {},
	start() {},
	stop() {}
};

export const performance: BindingFactory = ({ native }, shape) => {
	const milestones = shape['milestones'] as Float64Array;
	const origin = native.performance.now();
	milestones.fill(-1);
	const constants = shape['constants'] as Record<string, number>;
	milestones[constants['NODE_PERFORMANCE_MILESTONE_TIME_ORIGIN_TIMESTAMP'] ?? 0] =
		(native.performance.timeOrigin + origin) * 1000;
	for (const name of [
		'TIME_ORIGIN',
		'ENVIRONMENT',
		'NODE_START',
		'V8_START',
		'LOOP_START',
		'BOOTSTRAP_COMPLETE'
	])
		milestones[constants[`NODE_PERFORMANCE_MILESTONE_${name}`] ?? 1] = 0;
	return {
		now: () => native.performance.now() - origin,
		getTimeOrigin: () => 0,
		getTimeOriginTimestamp: () => native.performance.timeOrigin + origin,
		setupObservers() {},
		markBootstrapComplete() {},
		notify() {},
		installGarbageCollectionTracking() {},
		removeGarbageCollectionTracking() {},
		loopIdleTime: () => 0,
		uvMetricsInfo: () => [0, 0, 0],
		createELDHistogram: () => ({ ...quiet })
	};
};
