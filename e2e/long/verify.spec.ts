import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import type { Log } from 'sarif';
import { checkSarif, readJunit } from '../ci-files.ts';

const PATCHES = {
	// Changes nothing that a test sees.
	'invoice-loses-a-cent': '--- /dev/null\n+++ b/notes.txt\n@@ -0,0 +1 @@\n+nothing\n',
	'login-sometimes-fails': '--- a/nowhere.js\n+++ b/nowhere.js\n@@ -1 +1 @@\n-a\n+b\n',
	'no-such-task': 'x'
};

test('npm run verify writes JUnit and SARIF that readers take, and exits with 1 where a patch does not hold', async ({
	page
}) => {
	test.setTimeout(300_000);
	const out = (name: string) => test.info().outputPath(name);
	const rows = Object.entries(PATCHES).map(([instance_id, model_patch]) => ({
		...{ instance_id, model_name_or_path: 'm', model_patch }
	}));
	writeFileSync(out('p.jsonl'), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
	const files = ['--junit', out('junit.xml'), '--sarif', out('results.sarif'), '--out', out('reports')];
	const ran = spawnSync('node', ['scripts/verify.mjs', out('p.jsonl'), ...files], { encoding: 'utf8' });
	expect(ran.status, ran.stdout + ran.stderr).toBe(1);
	const suites = await readJunit(page, readFileSync(out('junit.xml'), 'utf8'));
	expect(suites.map(({ name, errors }) => [name, errors])).toEqual([
		['invoice-loses-a-cent', 0],
		['login-sometimes-fails', 1],
		['no-such-task', 1]
	]);
	expect(suites[0]?.failures).toBeGreaterThan(0);
	checkSarif(JSON.parse(readFileSync(out('results.sarif'), 'utf8')) as Log);
});
