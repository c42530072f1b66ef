import { defineConfig } from '@playwright/test';
import { findBrowser, launchArgs } from './scripts/browser.mjs';

const executablePath = findBrowser();

export default defineConfig({
	testDir: 'e2e',
	timeout: 90_000,
	workers: 1,
	reporter: 'list',
	forbidOnly: Boolean(process.env['CI']),
	use: {
		baseURL: 'http://localhost:4191',
		launchOptions: { args: launchArgs, ...(executablePath ? { executablePath } : {}) },
		screenshot: 'only-on-failure'
	},
	webServer: {
		command: 'node scripts/start.mjs',
		env: { PORT: '4191' },
		url: 'http://localhost:4191',
		timeout: 180_000,
		reuseExistingServer: false
	}
});
