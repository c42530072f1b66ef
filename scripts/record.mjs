/** npm run record [PATTERN or --new]: what the pinned native Node makes of the cases of src/runtime/compare; --new = of those without an expectation. */
import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { casesMatching, expectationOf, folder, outcomesOf } from './compare/cases.mjs';
import { ensureNodeLibrary, nodeBinary } from './node-library.mjs';

await ensureNodeLibrary();
const pattern = process.argv[2] ?? '';
const cases =
	pattern === '--new'
		? casesMatching('').filter((name) => !existsSync(expectationOf(name)))
		: casesMatching(pattern);
const version = spawnSync(nodeBinary(), ['--version'], { encoding: 'utf8' }).stdout.trim();
const { NODE_OPTIONS: _, ...env } = process.env;
const { stdout, stderr, status } = spawnSync(nodeBinary(), ['run.mjs', ...cases], {
	cwd: folder,
	env,
	encoding: 'utf8',
	maxBuffer: 1e8
});
if (status !== 0) {
	process.stderr.write(stderr);
	process.exit(1);
}
for (const [name, outcome] of outcomesOf(stdout))
	writeFileSync(expectationOf(name), `${JSON.stringify({ node: version, ...outcome }, null, '\t')}\n`);
process.stdout.write(`${cases.length} cases recorded with Node ${version}\n`);
