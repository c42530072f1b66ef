/**
 * Playwright Test as the engine of `npm run eval -- --engine playwright`: one test for each sample, so that shards, workers, retries and
 * remote browsers are Playwright's own. What to run comes in TABGYM_EVAL (scripts/eval.mjs).
 */
import { defineConfig } from '@playwright/test';
import { findBrowser, launchArgs } from '../browser.mjs';

const executablePath = findBrowser();
const { browser } = JSON.parse(process.env['TABGYM_EVAL'] ?? '{}') as { browser?: string | null };
const port = process.env['EVAL_PORT'] ?? '4195';

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
		baseURL: `http://localhost:${port}`,
		...(browser
			? { connectOptions: { wsEndpoint: browser, exposeNetwork: '<loopback>' } }
			: { launchOptions: { args: launchArgs, ...(executablePath ? { executablePath } : {}) } })
	},
	webServer: {
		command: 'node scripts/start.mjs',
		cwd: '../..',
		env: { PORT: port },
		url: `http://localhost:${port}`,
		timeout: 300_000,
		reuseExistingServer: true
	}
});
