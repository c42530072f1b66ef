/**
 * Playwright Test as the engine of `npm run eval -- --engine playwright`: one test for each sample, so that shards, workers, retries and
 * remote browsers are Playwright's own. What to run, and the address of the site, come from scripts/eval.mjs.
 */
import { defineConfig } from '@playwright/test';
import { findBrowser, launchArgs } from '../browser.mjs';

const executablePath = findBrowser();
const { browser } = JSON.parse(process.env['TABGYM_EVAL'] ?? '{}') as { browser?: string | null };

export default defineConfig({
	testDir: '.',
	testMatch: 'samples.ts',
	timeout: 1_200_000,
	fullyParallel: true,
	workers: Number(process.env['TABGYM_EVAL_JOBS'] ?? 2),
	// A browser that dies, not an agent that fails: an unresolved sample is a result.
	retries: 2,
	reporter: 'list',
	outputDir: '../../.cache/evaluation-results',
	use: {
		baseURL: process.env['TABGYM_EVAL_SITE'] ?? '',
		...(browser
			? { connectOptions: { wsEndpoint: browser, exposeNetwork: '<loopback>' } }
			: { launchOptions: { args: launchArgs, ...(executablePath ? { executablePath } : {}) } })
	}
});
