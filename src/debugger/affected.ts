/** Which test files an edit can reach: by what files import, as their text says it. Where that cannot be told, all. */

/** Text by path; only scripts and JSON count. */
export type Sources = ReadonlyMap<string, string>;

const IMPORT =
	/(?:\brequire\s*\(\s*|\bimport\s*\(\s*|\bfrom\s*|\bimport\s+)(?:'([^'\n]+)'|"([^"\n]+)"|([^'"\s)][^)\n]*\)))/g;
const ENDINGS = ['', '.js', '.cjs', '.mjs', '.json', '/index.js', '/index.cjs', '/index.mjs'];

/** @returns null = all: something changed that no test file imports, so it is reached some other way */
export function affectedTests(
	sources: Sources,
	testFiles: readonly string[],
	changed: readonly string[]
): readonly string[] | null {
	const reached = new Map(testFiles.map((path) => [path, reachedFrom(path, sources)]));
	const isReached = (path: string): boolean => testFiles.some((test) => reached.get(test)?.paths.has(path));
	if (!changed.every(isReached)) return null;
	return testFiles.filter((test) => {
		const found = reached.get(test);
		return found?.isOpen || changed.some((path) => found?.paths.has(path));
	});
}

/** `isOpen`: something of it imports what only running can say. */
function reachedFrom(start: string, sources: Sources): { paths: ReadonlySet<string>; isOpen: boolean } {
	const paths = new Set<string>();
	let isOpen = false;
	const waiting = [start];
	for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
		if (paths.has(path)) continue;
		paths.add(path);
		for (const [, single, double, computed] of (sources.get(path) ?? '').matchAll(IMPORT)) {
			const wanted = single ?? double;
			if (computed !== undefined) isOpen = true;
			else if (wanted?.startsWith('.')) {
				const found = resolved(path, wanted, sources);
				if (found === null) isOpen = true;
				else waiting.push(...found);
			}
		}
	}
	return { paths, isOpen };
}

/** null = it is not there. A folder is its package.json and what that calls its main file. */
function resolved(from: string, wanted: string, sources: Sources): string[] | null {
	const base = normal(`${from.split('/').slice(0, -1).join('/')}/${wanted}`);
	const manifest = base === '' ? 'package.json' : `${base}/package.json`;
	const own = sources.get(manifest);
	const main = own === undefined ? null : mainIn(own);
	const candidates = main === null ? [base] : [normal(`${base}/${main}`), base];
	for (const candidate of candidates)
		for (const ending of ENDINGS) {
			const path = normal(candidate + ending);
			if (path !== '' && sources.has(path)) return own === undefined ? [path] : [path, manifest];
		}
	return null;
}

function mainIn(manifest: string): string | null {
	return /"main"\s*:\s*"([^"]+)"/.exec(manifest)?.[1] ?? null;
}

function normal(path: string): string {
	const parts: string[] = [];
	for (const part of path.split('/'))
		if (part === '..') parts.pop();
		else if (part !== '' && part !== '.') parts.push(part);
	return parts.join('/');
}
