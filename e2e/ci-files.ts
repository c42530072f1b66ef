/** What readers of JUnit and SARIF files hold them to. */
import { expect, type Page } from '@playwright/test';
import type { Log } from 'sarif';

type Suite = { name: string; tests: number; failures: number; errors: number; cases: Case[] };
type Case = { suite: string; name: string; problems: { kind: string; message: string }[] };

/** Read by the browser's own XML parser; the counts of a suite must be those of its cases. */
export async function readJunit(page: Page, text: string): Promise<Suite[]> {
	const read = await page.evaluate((xml) => {
		const parsed = new DOMParser().parseFromString(xml, 'text/xml');
		const error = parsed.querySelector('parsererror')?.textContent;
		const of = (element: Element, name: string) => element.getAttribute(name) ?? '(missing)';
		const suites = [...parsed.querySelectorAll('testsuites > testsuite')].map((suite) => ({
			...{ name: of(suite, 'name'), time: Number(of(suite, 'time')) },
			...{ tests: Number(of(suite, 'tests')), failures: Number(of(suite, 'failures')) },
			errors: Number(of(suite, 'errors')),
			cases: [...suite.querySelectorAll(':scope > testcase')].map((one) => ({
				...{ suite: of(one, 'classname'), name: of(one, 'name') },
				problems: [...one.children].map((child) => ({ kind: child.tagName, message: of(child, 'message') }))
			}))
		}));
		return { error: error ?? null, root: parsed.documentElement.tagName, suites };
	}, text);
	expect(read).toMatchObject({ error: null, root: 'testsuites' });
	for (const { tests, failures, errors, time, cases } of read.suites) {
		const count = (kind: string) =>
			cases.filter(({ problems }) => problems.some((problem) => problem.kind === kind)).length;
		expect([tests, failures, errors]).toEqual([cases.length, count('failure'), count('error')]);
		expect(time).toBeGreaterThanOrEqual(0);
		for (const { name, suite, problems } of cases) {
			expect([name, suite]).not.toContain('(missing)');
			for (const problem of problems) expect(['failure', 'error']).toContain(problem.kind);
		}
	}
	return read.suites;
}

const LEVELS = ['none', 'note', 'warning', 'error'];

/** What the schema requires, and what GitHub's code scanning does beyond it. https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export function checkSarif(log: Log): void {
	expect(Object.keys(log).sort()).toEqual(['$schema', 'runs', 'version']);
	expect(log.version).toBe('2.1.0');
	expect(URL.canParse(log.$schema ?? '')).toBe(true);
	for (const { tool, results = [] } of log.runs) {
		expect(tool.driver.name).not.toBe('');
		const rules = (tool.driver.rules ?? []).map(({ id, shortDescription }) => {
			expect(shortDescription?.text).toBeTruthy();
			return id;
		});
		expect(new Set(rules).size).toBe(rules.length);
		for (const { ruleId, level, message, locations = [] } of results) {
			expect(rules).toContain(ruleId);
			expect(LEVELS).toContain(level);
			expect(message.text).toBeTruthy();
			expect(locations.length).toBeGreaterThan(0);
			for (const { physicalLocation } of locations) {
				const uri = physicalLocation?.artifactLocation?.uri ?? ' ';
				// A reference within the repository: relative, and with nothing that a URI may not hold.
				expect(uri).toMatch(/^[\w\-.~!$&'()*+,;=:@/%]+$/);
				expect(URL.canParse(uri)).toBe(false);
			}
		}
	}
}
