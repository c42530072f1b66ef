/** One test for each sample of an evaluation; its line goes into the results file of this shard. */
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { DriverModel } from '../../src/driver.ts';

type Plan = {
	agent: 'repair' | 'replay' | 'model';
	/** Without its key. */
	model: DriverModel | null;
	host: 'embedded' | 'webcontainers';
	/** Samples that are not done yet. */
	waiting: { task: string; sample: number; seed: number }[];
	/** What a run may take at most; null = as the task says. */
	seconds: number | null;
	/** Results file; its head is written. */
	file: string;
	/** Folder of trajectories; null = they are not kept. */
	runs: string | null;
};

const plan = JSON.parse(process.env['TABGYM_EVAL'] ?? '{"waiting":[]}') as Plan;
const key = process.env['TABGYM_API_KEY'] ?? null;

for (const { task, sample, seed } of plan.waiting)
	test(`${task} #${sample}`, async ({ page }) => {
		await page.goto('/driver.html');
		await page.waitForFunction(() => 'tabgym' in globalThis);
		if (plan.model) await page.evaluate((given) => globalThis.tabgym.useModel(given), { ...plan.model, key });
		const done = await page.evaluate(
			([which, agent, options]) => globalThis.tabgym.sample(which, agent, options),
			[{ task, sample }, plan.agent, { host: plan.host, packs: null, seed, seconds: plan.seconds }] as const
		);
		// No run at all is the machine's failure: tried again. The last try is recorded whatever it is.
		if (test.info().retry < test.info().project.retries) expect(done.run, done.problem ?? '').not.toBeNull();
		if (plan.runs !== null && done.run !== null)
			writeFileSync(
				join(plan.runs, `${done.run}.jsonl`),
				await page.evaluate((id) => globalThis.tabgym.trajectory(id), done.run)
			);
		appendFileSync(plan.file, `${JSON.stringify(done)}\n`);
	});
