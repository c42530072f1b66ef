/**
 * Coverage of a process, as NODE_V8_COVERAGE and the test runner want it: files of V8's format, one for each process and thread.
 * A page cannot ask its engine, so scripts are compiled with counters of ours (counters.ts) while somebody wants them counted.
 */
import type MagicString from 'magic-string';
import { Counters, type Counted } from './counters.ts';
import { reportOf, type FunctionCoverage } from './report.ts';

/** What the code of a script counts with. */
export type ScriptCounters = Float64Array & { after<T>(slot: number, value: T): T };

type Script = { id: number; url: string; counted: Counted; counters: ScriptCounters; wasTold: boolean };
type ScriptCoverage = { scriptId: string; url: string; functions: FunctionCoverage[] };

function makeCounters(length: number): ScriptCounters {
	const counters = new Float64Array(length);
	return Object.assign(counters, {
		after<T>(slot: number, value: T): T {
			counters[slot] = (counters[slot] ?? 0) + 1;
			return value;
		}
	});
}

class Coverage {
	isWanted = false;
	/** Where files are written; null = nobody said. */
	directory: string | null = null;
	/** Node's cache of source maps, as an object; undefined = it is empty. */
	sourceMaps: () => object | undefined = () => undefined;
	readonly #scripts: Script[] = [];

	/** Whether a script of this name is counted: one that stands in a file. */
	watches(name: string): boolean {
		return this.isWanted && (name.startsWith('/') || name.startsWith('file:'));
	}

	/**
	 * Puts counters into `text`, which is `source` or what became of it; null where the source does not parse.
	 * @param name what the counters are called in the code
	 */
	count(
		file: string,
		source: string,
		text: MagicString,
		{ sourceType, name }: { sourceType: 'script' | 'module'; name?: string }
	): ScriptCounters | null {
		let counted: Counted;
		try {
			counted = new Counters(source, text, name).run(sourceType);
		} catch (error) {
			if (error instanceof SyntaxError) return null;
			throw error;
		}
		const counters = makeCounters(counted.slots);
		this.#scripts.push({ id: this.#scripts.length + 1, url: file, counted, counters, wasTold: false });
		return counters;
	}

	/** What was counted since the last time. */
	take(toUrl: (path: string) => string): ScriptCoverage[] {
		const told = this.#scripts.map((script) => {
			const functions = reportOf(script.counted, script.counters, script.wasTold ? 0 : 1);
			script.counters.fill(0);
			script.wasTold = true;
			const url = script.url.startsWith('/') ? toUrl(script.url) : script.url;
			return { scriptId: String(script.id), url, functions };
		});
		return told.filter(({ functions }) => functions.length > 0);
	}
}

/** One per process or thread, as the code that it compiles. */
export const coverage = new Coverage();
