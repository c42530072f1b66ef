/** Coverage, which Node's C++ takes from V8's inspector and writes into files: ours counts itself (../coverage/coverage.ts). */
import type { BindingFactory } from '../context.ts';
import { coverage } from '../coverage/coverage.ts';

export const profiler: BindingFactory = (context) => ({
	setCoverageDirectory(directory: string) {
		coverage.directory = directory;
	},
	setSourceMapCacheGetter(getter: () => object | undefined) {
		coverage.sourceMaps = getter;
	},
	takeCoverage: () => coverage.write(context),
	stopCoverage() {
		coverage.isWanted = false;
	},
	endCoverage() {
		coverage.write(context);
		coverage.isWanted = false;
	}
});
