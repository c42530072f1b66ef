import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

it('says what was found and that it lives where its clock stands still, too', () => {
	const folder = mkdtempSync(join(tmpdir(), 'tabgym-jobs-'));
	const script = `
		performance.now = () => 0;
		const { Answers } = require(process.argv[1]);
		const answers = new Answers(process.argv[2], 0, { isEachAtOnce: false });
		for (let index = 0; index < 12; index++) answers.say({ index });
	`;
	const file = join(import.meta.dirname, 'checker/jobs.cjs');
	const { stdout, stderr } = spawnSync(process.execPath, ['-e', script, file, folder], { encoding: 'utf8' });
	const found = readFileSync(join(folder, '0.ndjson'), 'utf8');
	rmSync(folder, { recursive: true });
	expect(stderr).toBe('');
	expect(stdout).toBe('...');
	expect(found.trim().split('\n')).toHaveLength(10);
});
