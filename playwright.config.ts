import { defineConfig } from '@playwright/test';
import { findBrowser, launchArgs } from './scripts/browser.mjs';

const executablePath = findBrowser();
const port = process.env['E2E_PORT'] ?? '4191';

export default defineConfig({
	testDir: 'e2e',
	testIgnore: 'long/**',
	timeout: 120_000,
	expect: { timeout: 15_000 },
	workers: 1,
	// What passes only the second time is listed as flaky.
	retries: 1,
	reporter: 'list',
	forbidOnly: Boolean(process.env['CI']),
	use: {
		baseURL: `http://localhost:${port}`,
		launchOptions: { args: launchArgs, ...(executablePath ? { executablePath } : {}) },
		// Each page would fetch the whole site; offline.spec.ts has it, the others look at the pages.
		serviceWorkers: 'block',
		// A second sandbox beside every run is debugger.spec.ts's promise; the others do not pay for it.
		storageState: {
			cookies: [],
			origins: [
				{
					origin: `http://localhost:${port}`,
					localStorage: [{ name: 'tabgym.settings', value: '{"testsEdits":false}' }]
				}
			]
		},
		screenshot: 'only-on-failure'
	},
	webServer: {
		command: 'node scripts/start.mjs',
		env: { PORT: port },
		url: `http://localhost:${port}`,
		timeout: 180_000,
		reuseExistingServer: false
	}
});
