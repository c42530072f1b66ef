/** Writes tests.json of the tasks named on the command line from what their suites do on the pinned native Node. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { measure } from './new-task/measure.mjs';
import { taskFolder } from './packs/assemble.mjs';

for (const id of process.argv.slice(2)) {
	const { tests, never } = await measure(id);
	for (const test of never) process.stderr.write(`${id}: fails with the gold patch: ${test}\n`);
	if (never.length > 0) process.exitCode = 1;
	writeFileSync(join(taskFolder(id), 'tests.json'), `${JSON.stringify(tests, null, '\t')}\n`);
	const counts = Object.entries(tests).map(([name, list]) => `${name} ${list.length}`);
	process.stdout.write(`${id}: ${counts.join(', ')}\n`);
}
