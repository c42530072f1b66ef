/** Coverage, which Node's C++ takes from V8's inspector and writes into files: ours counts itself (../coverage/coverage.ts). */
import type { BindingFactory } from '../context.ts';
import { coverage } from '../coverage/coverage.ts';
import { writeCoverage } from '../coverage/write.ts';

export const profiler: BindingFactory = (context) => ({
	setCoverageDirectory(directory: string) {
		coverage.directory = directory;
	},
	setSourceMapCacheGetter(getter: () => object | undefined) {
		coverage.sourceMaps = getter;
	},
	takeCoverage: () => writeCoverage(context),
	stopCoverage() {
		coverage.isWanted = false;
	},
	endCoverage() {
		writeCoverage(context);
		coverage.isWanted = false;
	}
});
